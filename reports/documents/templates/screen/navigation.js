// Where the reader is, and the list of sections that a narrow window keeps folded.

function navigation() {
  const header = document.querySelector(".lateral");
  const list = header.querySelector("ol");
  const opener = header.querySelector(".abre");
  const place = opener.querySelector(".actual");
  const links = new Map([...list.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const marks = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = "";

  function open(wanted) {
    opener.ariaExpanded = String(wanted);
    header.classList.toggle("abierta", wanted);
  }

  function shown(link) {
    const over = link.offsetTop - list.scrollTop;
    if (over < 0 || over + link.offsetHeight > list.clientHeight) list.scrollTop = link.offsetTop - 60;
  }

  function locate() {
    const passed = marks.filter((mark) => mark.getBoundingClientRect().top < 160);
    const id = (passed.at(-1) || marks[0]).id;
    if (id === current) return;
    links.get(current)?.removeAttribute("aria-current");
    current = id;
    const link = links.get(id);
    link.setAttribute("aria-current", "true");
    place.textContent = link.textContent;
    shown(link);
  }

  opener.addEventListener("click", () => open(opener.ariaExpanded !== "true"));
  list.addEventListener("click", (event) => event.target.closest("a") && open(false));
  document.addEventListener("click", (event) => header.contains(event.target) || open(false));
  header.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !header.contains(event.relatedTarget)) open(false);
  });
  header.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || opener.ariaExpanded !== "true") return;
    open(false);
    opener.focus();
  });
  document.addEventListener("scroll", locate, { passive: true });
  locate();
}

navigation();
