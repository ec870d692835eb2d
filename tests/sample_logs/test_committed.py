"""What lies in the repository is what the generator writes, and it is small."""

import gzip
import tomllib

from sample_logs import generate

from .reader import HOME

THREE_MEGABYTES = 3 * 1024 * 1024


def test_committed_files_equal_a_fresh_generation(committed, fresh):
    assert sorted(committed) == sorted(fresh)
    different = [name for name in fresh if committed[name] != fresh[name]]
    assert not different, "run python -m sample_logs.generate"


def test_all_together_stays_under_three_megabytes():
    size = sum(
        path.stat().st_size
        for path in HOME.rglob("*")
        if path.is_file()
        and path.suffix not in (".py", ".pyc")
        and not {".memoria", "salida"} & set(path.parts)  # what a build left
    )
    assert size <= THREE_MEGABYTES


def test_gzip_files_carry_no_name_and_no_time():
    flags_and_time = {
        path.read_bytes()[3:8]
        for folder in ("linea-base", "operacion")
        for path in (HOME / folder).glob("*.gz")
    }
    assert flags_and_time == {bytes(5)}


def test_one_baseline_file_a_day_but_for_a_wednesday(logs):
    days = [name[-11:-3] for name in logs if name.startswith("linea-base/")]
    assert len(days) == 27
    assert (days[0], days[-1]) == ("20230507", "20230603")
    assert "20230517" not in days


def test_incidents_are_written_as_excel_does(committed):
    sheet = committed["incidencias.csv"]
    assert sheet.startswith(b"\xef\xbb\xbfinicio;fin;tipo;descripcion;efecto;remedio;avisado_a\r\n")
    assert sheet.count(b"\r\n") == 5


def test_project_file_names_the_logs_and_leaves_two_requirements_open(committed):
    project = tomllib.loads(committed["memoria.toml"].decode())
    assert project["agreement"] == "coahuila-prep-2023"
    assert [log["role"] for log in project["logs"]] == ["operation", "operation", "baseline"]
    for log in project["logs"]:
        assert any(list(HOME.glob(pattern)) for pattern in log["files"])
    assert {"security_tests", "network_filtering"}.isdisjoint(project["requirements"])


def test_the_command_writes_the_same_project_anywhere(tmp_path, capsys, fresh, monkeypatch):
    monkeypatch.setattr(generate, "sample", lambda _: fresh.items())
    assert generate.main(["--out", str(tmp_path)]) == 0
    assert "Escritos" in capsys.readouterr().out
    packed = (tmp_path / "operacion/www-access.log.gz").read_bytes()
    assert gzip.decompress(packed) == fresh["operacion/www-access.log.gz"]
    assert (tmp_path / "memoria.toml").read_bytes() == fresh["memoria.toml"]


def test_a_big_log_needs_a_folder(capsys):
    assert generate.main(["--lines", "10"]) == 2
    assert "--out" in capsys.readouterr().err
