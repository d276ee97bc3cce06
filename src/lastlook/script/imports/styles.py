"""Paragraph styles and classes by which word processors name the elements of a script."""

from __future__ import annotations

import re

from lastlook.script.model import Kind

_NAMES = {
    Kind.SCENE_HEADING: "sceneheading scenehead sceneheader scene slug slugline fullscene heading "
    "sh szene szenenkopf szenenüberschrift szenenueberschrift slugzeile séquence sequence "
    "entêtedescène entetedescene intitulé titredescène titredescene encabezado escena "
    "encabezadodeescena intestazione intestazionescena cabeçalho",
    Kind.ACTION: "action description stagedirection scenedescription handlung beschreibung aktion "
    "regieanweisung didascalie acción accion descripción descripcion azione descrizione ação "
    "actionscript scriptaction business",
    Kind.CHARACTER: "character charactername cue characterscript rolle figur rollenname sprecher "
    "charakter name personnage nomdupersonnage personaje nombredelpersonaje personaggio speaker "
    "personagem",
    Kind.DIALOGUE: "dialogue dialog dialoguescript dialogtext replik réplique replique diálogo "
    "dialogo dialogues speech spoken says",
    Kind.PARENTHETICAL: "parenthetical parentheses wryly parenthese klammer klammern klammertext "
    "parenthèse parenthéses regie spielanweisung acotación acotacion parentético parentetico "
    "parentesi personaldirection",
    Kind.LYRICS: "lyrics lyric liedtext gesang paroles letra singing song testo",
    Kind.TRANSITION: "transition übergang ubergang uebergang schnitt transición transicion "
    "transizione transição cutto",
    Kind.SHOT: "shot camera einstellung plan plano inquadratura kamera",
    Kind.NEW_ACT: "newact actbreak act akt acte acto atto",
    Kind.END_OF_ACT: "endofact aktende findacte findeacto",
    Kind.GENERAL: "general",
    Kind.CAST_LIST: "castlist besetzungsliste",
    Kind.NOTE: "note scriptnote notiz nota remarque",
}
_KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
_NOISE = re.compile(r"[\s_.\-–:()0-9]+")
_PREFIXES = ("screenplay", "script", "drehbuch", "scénario", "scenario", "guion", "sp", "fd", "dr")
_TOP = frozenset({"title", "titel", "titre", "título", "titulo", "titolo"})


def kind_of_style(name: str) -> Kind | None:
    """Return the element a paragraph style's name means, or None.

    >>> kind_of_style("Screenplay - Scene Heading")
    <Kind.SCENE_HEADING: 'Scene Heading'>
    """
    plain = _NOISE.sub("", name).casefold()
    if not plain:
        return None
    found = _KINDS.get(plain)
    for prefix in _PREFIXES:
        if found is not None:
            break
        found = _KINDS.get(plain.removeprefix(prefix)) or _KINDS.get(plain.removesuffix(prefix))
    return found


def is_title_style(name: str) -> bool:
    """Whether a style's name says that a paragraph is the document's title."""
    return _NOISE.sub("", name).casefold() in _TOP
