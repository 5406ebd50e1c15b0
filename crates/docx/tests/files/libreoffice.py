"""Writes regulamin.docx and regulamin.odt with LibreOffice: see README.md."""
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.style.NumberingType import ARABIC, CHARS_LOWER_LETTER, CHAR_SPECIAL
from com.sun.star.style.ParagraphAdjust import CENTER
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK, LINE_BREAK

HERE = Path(__file__).parent


def value(name, what):
    it = PropertyValue()
    it.Name, it.Value = name, what
    return it


def connect():
    where = "socket,host=127.0.0.1,port=2083"
    office = subprocess.Popen(["soffice", "--headless", "--norestore", f"--accept={where};urp;",
                               "-env:UserInstallation=file:///tmp/busola-fixtures"])
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            return office, resolver.resolve(f"uno:{where};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(1)
    sys.exit("LibreOffice did not start")


class Act:
    def __init__(self, document):
        self.document, self.text = document, document.Text
        self.cursor = self.text.createTextCursor()
        self.numbering = None

    def plain(self):
        for name in ["CharWeight", "CharHidden", "CharStrikeout", "CharEscapement", "CharEscapementHeight", "ParaAdjust",
                     "ParaLeftMargin", "ParaIsNumberingRestart", "NumberingStartValue"]:
            self.cursor.setPropertyToDefault(name)
        self.cursor.NumberingStyleName = ""

    def style(self, level=None, style=None, restart=None, **properties):
        self.plain()
        self.cursor.ParaStyleName = style or "Text body"
        if level is not None:
            self.cursor.NumberingStyleName = self.numbering
            self.cursor.NumberingLevel = level
            if restart is not None:
                self.cursor.ParaIsNumberingRestart = True
                self.cursor.NumberingStartValue = restart
        for name, what in properties.items():
            setattr(self.cursor, name, what)

    def end(self):
        self.text.insertControlCharacter(self.cursor, PARAGRAPH_BREAK, False)

    def put(self, text, **properties):
        for name, what in properties.items():
            setattr(self.cursor, name, what)
        self.text.insertString(self.cursor, text, False)
        for name in properties:
            self.cursor.setPropertyToDefault(name)

    def paragraph(self, text, level=None, style=None, restart=None, **properties):
        self.style(level, style, restart, **properties)
        self.put(text)
        self.end()

    def note(self, kind, text):
        note = self.document.createInstance(f"com.sun.star.text.{kind}")
        self.text.insertTextContent(self.cursor, note, False)
        note.insertString(note.createTextCursor(), text, False)


def levels(document, name, forms):
    style = document.createInstance("com.sun.star.style.NumberingStyle")
    document.StyleFamilies.getByName("NumberingStyles").insertByName(name, style)
    rules = style.NumberingRules
    for at, (kind, before, after, left) in enumerate(forms):
        properties = [value("NumberingType", kind), value("ParentNumbering", 1), value("StartWith", 1),
                      value("PositionAndSpaceMode", 1), value("LabelFollowedBy", 0), value("IndentAt", left),
                      value("FirstLineIndent", -600)]
        if kind == CHAR_SPECIAL:
            properties += [value("BulletFontName", "Liberation Serif"), value("BulletChar", "–")]
        else:
            properties += [value("Prefix", before), value("Suffix", after), value("ListFormat", f"{before}%{at + 1}%{after}")]
        uno.invoke(rules, "replaceByIndex", (at, uno.Any("[]com.sun.star.beans.PropertyValue", tuple(properties))))
    style.NumberingRules = rules


def write(document):
    act = Act(document)
    levels(document, "Akt", [(ARABIC, "§ ", ".", 0), (ARABIC, "", ".", 600), (ARABIC, "", ")", 1200),
                             (CHARS_LOWER_LETTER, "", ")", 1800), (CHAR_SPECIAL, "", "", 2400)])
    page = document.StyleFamilies.getByName("PageStyles").getByName("Standard")
    page.HeaderIsOn = True
    page.HeaderText.setString("Projekt z dnia 3 czerwca 2026 r.")
    page.FooterIsOn = True
    page.FooterText.setString("4")

    bold = {"CharWeight": 150.0}
    act.paragraph("UCHWAŁA NR …", ParaAdjust=CENTER, **bold)
    act.paragraph("w sprawie regulaminu konsultacji", ParaAdjust=CENTER)
    act.paragraph("Rozdział 1", ParaAdjust=CENTER, **bold)
    act.paragraph("Postanowienia ogólne", ParaAdjust=CENTER, **bold)
    act.numbering = "Akt"
    act.paragraph("Regulamin określa:", 0)
    act.paragraph("zasady konsul\u00adtacji;", 2)
    act.style(2)
    act.put("tryb konsultacji")
    act.note("Footnote", "W rozumieniu ustawy.")
    act.put(";")
    act.end()
    act.paragraph("terminy:", 2)
    act.paragraph("początkowy,", 3)
    act.paragraph("końcowy, w tym:", 3)
    act.paragraph("w dni robocze,", 4)
    act.paragraph("w dni wolne.", 4)
    act.paragraph("", 0)
    act.paragraph("Konsultacje ogłasza Prezydent.", 1)
    act.style(1)
    act.put("Ogłoszenie zawiera ")
    act.put("roboczą notatkę ", CharHidden=True)
    act.put("przedmiot i ")
    act.put("miejsce ", CharStrikeout=1)
    act.put("termin, o których mowa w § 4")
    act.put("1", CharEscapement=33, CharEscapementHeight=58)
    act.put(" ustawy, art.\u00a03, e\u2011mail.")
    act.end()
    act.paragraph("Rozdział 2", ParaAdjust=CENTER, **bold)
    act.paragraph("Przebieg", ParaAdjust=CENTER, **bold)
    act.paragraph("Uwagi składa się:", 0)
    act.paragraph("na piśmie;", 2, restart=1)
    act.paragraph("ustnie.", 2)
    act.paragraph("Złożone uwagi są jawne.", ParaLeftMargin=0)
    act.style(0)
    act.put("Podział środków:")
    act.end()
    table = document.createInstance("com.sun.star.text.TextTable")
    table.initialize(3, 2)
    act.plain()
    act.cursor.ParaStyleName = "Text body"
    act.text.insertTextContent(act.cursor, table, False)
    for name, text in [("A1", "Dziedzina"), ("B1", "Kwota"), ("A2", "kultura | sztuka"), ("B2", "8 000 zł"), ("A3", "sport"), ("B3", "7 000 zł")]:
        table.getCellByName(name).setString(text)
    act.cursor.gotoEnd(False)
    act.style()
    frame = document.createInstance("com.sun.star.text.TextFrame")
    act.put("Tekst obok ramki.")
    act.text.insertTextContent(act.cursor, frame, False)
    frame.insertString(frame.createTextCursor(), "Tekst w ramce.", False)
    act.end()

    document.RecordChanges = True
    act.style(0)
    act.put("Traci moc uchwała nr 1.")
    act.end()
    document.RecordChanges = False
    act.style(0)
    act.put("Uchwała wchodzi w życie po upływie 14 dni od dnia ogłoszenia.")
    act.text.insertControlCharacter(act.cursor, LINE_BREAK, False)
    act.put("Podlega publikacji.")
    comment = document.createInstance("com.sun.star.text.textfield.Annotation")
    comment.Content = "Czy na pewno 14?"
    act.text.insertTextContent(act.cursor, comment, False)
    document.RecordChanges = True
    search = document.createSearchDescriptor()
    search.SearchString = "ustnie"
    document.findFirst(search).setString("ustnie do protokołu")
    document.RecordChanges = False


office, context = connect()
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (value("Hidden", True),))
write(document)
for name, form in [("regulamin.odt", "writer8"), ("regulamin.docx", "MS Word 2007 XML")]:
    document.storeToURL((HERE / name).as_uri(), (value("FilterName", form),))

document.close(True)
desktop.terminate()
office.wait(timeout=20)
