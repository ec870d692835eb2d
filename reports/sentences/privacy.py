"""What documents say of each privacy mode: a text for each place that speaks of it."""

from dataclasses import dataclass

from pipeline.agreement.modes import AGGREGATED, ENCRYPTED, PSEUDONYMISED


@dataclass(frozen=True, slots=True)
class Said:
    """short: in a table. protects: what becomes of addresses. why: the memoria has to justify it.
    handed: which logs lie in the delivery. originals: where those that were read remain. recompute:
    what can be measured again with the delivery."""

    short: str
    protects: str
    why: str
    handed: str
    originals: str
    recompute: str

    @property
    def protected(self) -> str:
        """What becomes of addresses, and so of the logs."""
        return f"{self.protects} {self.handed}"


SAID = {
    PSEUDONYMISED: Said(
        short="seudónimos",
        protects="Las direcciones IP se sustituyen por fichas calculadas con una llave secreta "
        "que conserva quien registró las bitácoras y no se entrega; nadie puede volver de la "
        "ficha a la dirección sin esa llave. Las direcciones no se guardan en el archivo de "
        "medidas ni aparecen en este documento.",
        why="Se eligió porque una dirección se refiere a una persona identificable, y entregarla "
        "sería transferir un dato personal: así se entrega cada solicitud, y cada cifra se "
        "puede volver a calcular, sin que se entregue ninguna dirección.",
        handed="Cada bitácora se entrega renglón por renglón, en su propio formato, con fichas "
        "en el lugar de las direcciones y sin usuarios, cookies ni consultas. Una ficha es una "
        "dirección IPv6 reservada (fd00::/8): igual dirección, igual ficha; igual red, igual "
        "comienzo. De una consulta que se parece a un ataque queda el nombre de la firma. Lo que "
        "el formato no puede decir, como un renglón rechazado y su motivo, es una nota que "
        "empieza con «#memoria».",
        originals="Las bitácoras originales se quedan con quien las registró. Su huella permite "
        "saber más adelante si son las mismas de las que salieron las entregadas.",
        recompute="«memoria verify ENTREGA.zip» revisa la entrega completa. Con «--recompute» "
        "lee además las bitácoras entregadas, vuelve a medir todo y compara cada cifra: las "
        "fichas conservan cuáles solicitudes son de una misma dirección.",
    ),
    ENCRYPTED: Said(
        short="íntegra, cifrada",
        protects="Las bitácoras se entregan íntegras y cifradas para la institución que las "
        "recibe; solo ella puede abrirlas. El archivo de medidas y este documento no contienen "
        "direcciones.",
        why="Se eligió porque se pide la bitácora tal como la escribió el servidor; por contener "
        "datos personales, viaja cifrada y la abre solo quien tiene la llave privada.",
        handed="Cada bitácora se entrega íntegra, cifrada con age para la llave pública de la "
        "institución. El cifrado usa azar: cada vez que se arma la entrega, sus bytes son otros.",
        originals="Las bitácoras originales van dentro de las entregadas; ésta es su huella una "
        "vez descifradas.",
        recompute="«memoria verify ENTREGA.zip» revisa la entrega completa. Las bitácoras las "
        "descifra quien tiene la llave privada (age -d -i LLAVE bitacoras/ARCHIVO.age); con "
        "ellas y perfiles/memoria.toml, «memoria build» vuelve a medir todo.",
    ),
    AGGREGATED: Said(
        short="solo cuentas",
        protects="Se entregan solo cuentas por corte; ninguna solicitud individual.",
        why="Se eligió para que no se entregue ningún renglón; a cambio, las cifras no se pueden "
        "volver a calcular con lo entregado.",
        handed="No se entregan bitácoras, solo las cuentas por corte de la carpeta datos/.",
        originals="Las bitácoras se quedan con quien las registró. Su huella permite saber más "
        "adelante si son las mismas de las que salieron las cuentas.",
        recompute="«memoria verify ENTREGA.zip» revisa la entrega completa. Sin bitácoras no se "
        "pueden volver a medir las solicitudes; sí comparar las tablas de datos/ con el "
        "documento.",
    ),
}
