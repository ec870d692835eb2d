"""Peaks, bandwidth, polling, headroom and scenarios."""

from reports import locale
from reports.model import Memoria
from reports.model.planning import Flow, Peak, Planning, Polling, Scenario
from reports.sentences import phrases
from reports.tables.base import Cell, Column, Table, as_factor, as_size, at, count, text, whole

SPANS = {1: "1 segundo", 10: "10 segundos", 60: "1 minuto", 300: "5 minutos"}


def peaks(memoria: Memoria) -> Table:
    found = memoria.planning.peaks
    bound = (
        " ≥: cerca de ese máximo el servidor fallaba y dejó de crecer lo que atendía; la cifra es "
        "una cota inferior."
        if any(peak.lower_bound for peak in found)
        else ""
    )
    return Table(
        "maximos",
        f"Solicitudes en el lapso más cargado {memoria.agreement.words.operation.of_the}",
        (
            Column("Lapso", "time"),
            Column("Máximo", "number"),
            Column("Cuándo", "time"),
            Column("De personas", "number"),
            Column(f"99 de cada 100, {_busy(memoria).lower()}", "number"),
            Column("99 de cada 100, en todo", "number"),
            Column("Promedio", "number"),
            Column("Máximo entre promedio", "number"),
        ),
        tuple(_peak_row(peak) for peak in found),
        note="El promedio y los percentiles cuentan solo los cortes con evidencia, y en ellos "
        f"también los lapsos sin solicitudes.{_night(memoria)}{bound}",
        size="menuda",
    )


def _busy(memoria: Memoria) -> str:
    """What the agreement calls the busiest hours."""
    return memoria.planning.night_title or "Horas cargadas"


def _night(memoria: Memoria) -> str:
    night = memoria.planning.night
    return f" {_busy(memoria)}: {phrases.window(night)}." if night else ""


def _peak_row(peak: Peak) -> tuple[Cell, ...]:
    return (
        text(SPANS.get(peak.seconds, f"{peak.seconds} segundos")),
        at_least(count(whole(peak.requests), peak.requests_reason), peak.lower_bound),
        at(peak.instant, peak.instant_reason),
        count(whole(peak.persons), peak.persons_reason),
        count(peak.p99_night, peak.p99_night_reason, 1),
        count(peak.p99, peak.p99_reason, 1),
        count(peak.mean, peak.mean_reason, 2),
        at_least(as_factor(peak.peak_to_mean, peak.peak_to_mean_reason), peak.lower_bound),
    )


def at_least(cell: Cell, is_bound: bool) -> Cell:
    """The figure as the lower bound that it is."""
    if not is_bound or cell.reason:
        return cell
    return Cell(f"≥ {cell.text}", cell.sort, mark=cell.mark)


def bandwidth(memoria: Memoria) -> Table:
    found = memoria.planning.bandwidth
    return Table(
        "ancho_de_banda",
        "Ancho de banda en el lapso más cargado",
        (
            Column("Lapso"),
            Column("Cuerpos de respuesta", "number"),
            Column("Promedio del lapso", "number"),
            Column("En la red, con sobrecarga", "number"),
            Column("Cuándo", "time"),
        ),
        tuple(_flow_row(flow) for flow in (found.minute, found.cut)),
        note=f"{_overhead(memoria)} 1 MB = 1,000,000 bytes; 1 Mbit/s = 1,000,000 bits por segundo. "
        "Cada respuesta cuenta en el instante de su registro, aunque tardara más en salir.",
    )


def _flow_row(flow: Flow) -> tuple[Cell, ...]:
    return (
        text("1 minuto" if flow.seconds == 60 else f"1 corte ({flow.seconds // 60} minutos)"),
        at_least(as_size(flow.bytes, flow.bytes_reason), flow.lower_bound),
        at_least(_bits(flow.bits_per_second, flow.bits_per_second_reason), flow.lower_bound),
        _wire(flow),
        at(flow.wire_instant, flow.wire_bits_per_second_reason),
    )


def _wire(flow: Flow) -> Cell:
    cell = _bits(flow.wire_bits_per_second, flow.wire_bits_per_second_reason)
    return at_least(cell, flow.lower_bound)


def _bits(value: float | None, reason: str | None) -> Cell:
    return Cell(locale.bit_rate(value), value, reason or "")


def _overhead(memoria: Memoria) -> str:
    found = memoria.planning.bandwidth.overhead
    share = locale.percent(found.share, 1)
    if found.declared:
        return f"Sobrecarga declarada: {share} sobre los bytes registrados."
    return (
        f"Sobrecarga estimada: {share} por los encabezados de los paquetes (IPv4, TCP, Ethernet) y "
        f"del cifrado (TLS 1.3), más {locale.number(round(found.each))} bytes por respuesta, de "
        "los que 400 son un supuesto para los encabezados HTTP; si la bitácora ya los incluye, "
        "como %O de Apache, se cuentan de más."
    )


def polling(memoria: Memoria) -> Table:
    found, savings = memoria.planning.polling, memoria.planning.savings
    pointer = memoria.planning.folds.pointer
    burst = pointer.burst if pointer else None
    return Table(
        "ley_de_consulta",
        "Cómo consultan las páginas que se actualizan solas: N·r/T solicitudes por segundo",
        (Column("Cifra"), Column("Valor", "number"), Column("Detalle")),
        (
            (
                text("T: segundos entre dos consultas del apuntador"),
                count(found.period_s, found.period_s_reason, 0),
                text(_period_detail(found)),
            ),
            (
                text("r: solicitudes de datos por consulta"),
                count(found.requests_per_refresh, found.requests_per_refresh_reason, 2),
                text("la del apuntador incluida"),
            ),
            (
                text("N: pestañas abiertas, promedio del corte con más"),
                count(found.open_tabs_peak, found.open_tabs_peak_reason, 1),
                at(found.open_tabs_instant, found.open_tabs_peak_reason),
            ),
            (
                text("Solicitudes de datos previstas entre registradas"),
                count(found.fit.p50 if found.fit else None, found.fit_reason, 2),
                text(_fit_detail(found)),
            ),
            (
                text("Respuestas 304 del apuntador"),
                Cell(
                    locale.percent(found.share_304, 1),
                    found.share_304,
                    found.share_304_reason or "",
                ),
                text("de las 200 y 304"),
            ),
            (
                text("Respuestas 200 que repitieron lo que el cliente ya tenía"),
                count(savings.repeated_requests, savings.repeated_requests_reason),
                text(_saved(memoria)),
            ),
            (
                text("Ráfaga: los 10 segundos más cargados entre el promedio"),
                as_factor(burst, memoria.planning.folds.pointer_reason),
                text("consultas del apuntador según su momento dentro del corte"),
            ),
            (
                text("Segundo de personas más cargado, si se repartieran en T"),
                count(savings.spread_peak, savings.spread_peak_reason, 1),
                text(_spread(memoria)),
            ),
        ),
        note="Clientes repetidos: personas (dirección y navegador) con 5 consultas o más. Una "
        "pestaña cuenta desde su primera consulta hasta T después de la última.",
        size="menuda",
    )


def _period_detail(found: Polling) -> str | None:
    if found.period_s is None:
        return None
    return (
        f"mediana de {locale.number(found.intervals)} intervalos de "
        f"{locale.plural(found.clients or 0, 'cliente repetido', 'clientes repetidos')}; la mitad "
        f"central, de {locale.number(found.period_q1_s, 0)} a {locale.number(found.period_q3_s, 0)}"
    )


def _fit_detail(found: Polling) -> str | None:
    if found.fit is None:
        return None
    low, high = locale.number(found.fit.p10, 2), locale.number(found.fit.p90, 2)
    return f"mediana de los cortes servidos; 8 de cada 10, de {low} a {high}"


def _saved(memoria: Memoria) -> str | None:
    saved = memoria.planning.savings.saved_bytes
    return None if saved is None else f"{locale.size(saved)} que un 304 no habría enviado"


def _spread(memoria: Memoria) -> str | None:
    peak, spread = memoria.planning.peaks[0].persons, memoria.planning.savings.spread_peak
    if not peak or spread is None:
        return None
    return f"en promedio; fueron {locale.number(round(peak))} en un segundo"


def headroom(memoria: Memoria) -> Table:
    found = memoria.planning.headroom
    second, link = memoria.planning.peaks[0], memoria.planning.bandwidth.minute
    source = f" Fuente: {found.source.rstrip('.')}." if found.source else ""
    return Table(
        "holgura",
        "Capacidad declarada y lo que se usó de ella",
        (
            Column("Recurso"),
            Column("Declarado", "number"),
            Column("Máximo observado", "number"),
            Column("Usado", "number"),
        ),
        (
            (
                text("Solicitudes por segundo"),
                count(found.requests_per_second, found.requests_per_second_reason, 0),
                at_least(count(whole(second.requests), second.requests_reason), second.lower_bound),
                at_least(
                    _used(found.used_requests, found.used_requests_reason), second.lower_bound
                ),
            ),
            (
                text("Enlace de salida, minuto más cargado"),
                _bits(found.bits_per_second, found.bits_per_second_reason),
                _wire(link),
                at_least(_used(found.used_bits, found.used_bits_reason), link.lower_bound),
            ),
        ),
        note=f"La bitácora no dice cuánto más habría soportado el servidor.{source}",
    )


def _used(value: float | None, reason: str | None) -> Cell:
    return Cell(locale.percent(value, 1), value, reason or "")


def scenarios(memoria: Memoria) -> Table:
    bound = memoria.planning.censored
    of_the = memoria.agreement.words.operation.of_the
    note = (
        "Múltiplos de lo observado, no pronósticos: de un solo periodo no salen intervalos de "
        f"confianza. Ancho de banda del minuto más cargado y datos {of_the}, con la "
        "sobrecarga de la red. ¿Alcanza?: el segundo más cargado y el enlace, contra lo declarado."
    )
    if bound:
        note += " ≥: cota inferior; un «Sí» vale para lo registrado."
    return Table(
        "escenarios",
        "Lo que haría falta según el tráfico",
        (
            Column("Escenario"),
            Column("Solicitudes en un segundo", "number"),
            Column("Por segundo, sostenidas un minuto", "number"),
            Column("Pestañas abiertas", "number"),
            Column("Ancho de banda", "number"),
            Column(f"Datos {memoria.agreement.words.operation.of_the}", "number"),
            Column("¿Alcanza?"),
        ),
        tuple(_scenario_row(item, memoria.planning) for item in memoria.planning.scenarios),
        note=note,
        size="menuda",
    )


HOLDS = {"sí": Cell("Sí", "1", mark="bien"), "no": Cell("No", "0", mark="mal")}


def _scenario_row(item: Scenario, found: Planning) -> tuple[Cell, ...]:
    second, minute, link = found.peaks[0], found.peaks[2], found.bandwidth.minute
    return (
        text("Igual (×1)" if item.multiple == 1 else f"×{item.multiple}"),
        at_least(
            count(whole(item.requests_per_second), item.requests_per_second_reason),
            second.lower_bound,
        ),
        at_least(
            count(item.sustained_per_second, item.sustained_per_second_reason, 1),
            minute.lower_bound,
        ),
        count(whole(item.open_tabs), item.open_tabs_reason),
        at_least(_bits(item.bits_per_second, item.bits_per_second_reason), link.lower_bound),
        as_size(item.operation_bytes, item.operation_bytes_reason),
        HOLDS[item.holds] if item.holds else Cell("No se sabe", "", item.holds_reason or ""),
    )
