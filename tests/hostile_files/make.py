#!/usr/bin/env python3
"""Writes files that try to hang, fill or crash whoever reads them: python3 tests/hostile_files/make.py DIR

Only the standard library, no randomness but a fixed seed: the same files on every machine. tests/hostile_files.rs runs the
program over them. Every file is named for what is wrong with it.
"""
import io
import os
import random
import struct
import sys
import zipfile

OUT = sys.argv[1]
os.makedirs(OUT, exist_ok=True)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACK = 'http://schemas.openxmlformats.org/package/2006'


def write(name, data):
    with open(os.path.join(OUT, name), 'wb') as file:
        file.write(data)


def rels(*entries):
    inner = ''.join(f'<Relationship Id="{i}" Type="{REL}/{t}" Target="{g}"/>' for i, t, g in entries)
    return f'<Relationships xmlns="{PACK}/relationships">{inner}</Relationships>'


def package(sheet, shared=None, extra=(), sheet_rels=None, styles=None, names='', sheets=1):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, 'w', zipfile.ZIP_DEFLATED) as out:
        def part(name, text):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, text)
        part('[Content_Types].xml', f'<Types xmlns="{PACK}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
        part('_rels/.rels', rels(('r1', 'officeDocument', 'xl/workbook.xml')))
        tabs = ''.join(f'<sheet name="s{i}" sheetId="{i + 1}" r:id="r1"/>' for i in range(sheets))
        part('xl/workbook.xml', f'<workbook {MAIN} xmlns:r="{REL}"><sheets>{tabs}</sheets>{names}</workbook>')
        found = [('r1', 'worksheet', 'worksheets/sheet1.xml')]
        if shared is not None:
            found.append(('r2', 'sharedStrings', 'sharedStrings.xml'))
            part('xl/sharedStrings.xml', shared)
        if styles is not None:
            found.append(('r3', 'styles', 'styles.xml'))
            part('xl/styles.xml', styles)
        part('xl/_rels/workbook.xml.rels', rels(*found))
        part('xl/worksheets/sheet1.xml', sheet)
        if sheet_rels:
            part('xl/worksheets/_rels/sheet1.xml.rels', sheet_rels)
        for name, text in extra:
            part(name, text)
    return memory.getvalue()


def sheet(data, tail='', head=''):
    return f'<?xml version="1.0"?>{head}<worksheet {MAIN} xmlns:r="{REL}"><sheetData>{data}</sheetData>{tail}</worksheet>'


def cell(address, text):
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number, *texts):
    cells = ''.join(cell('ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i] + str(number), t) for i, t in enumerate(texts) if t)
    return f'<row r="{number}">{cells}</row>'


PLAIN = ''.join([row(1, 'No', '設問', '回答', '備考'), row(2, '1', '規程を整備していますか', 'はい', ''), row(3, '2', '施錠していますか', 'いいえ', '')])
laughs = '<!DOCTYPE x [<!ENTITY a0 "はい">' + ''.join(f'<!ENTITY a{i} "{("&a%d;" % (i - 1)) * 10}">' for i in range(1, 12)) + ']>'

# packages
write('plain.xlsx', package(sheet(PLAIN)))
write('bomb-of-spaces.xlsx', package(sheet(PLAIN + ' ' * 300_000_000)))
write('bomb-in-another-part.xlsx', package(sheet(PLAIN), extra=[('xl/media/x.xml', b'\0' * 300_000_000)]))
write('seventy-thousand-parts.xlsx', package(sheet(PLAIN), extra=[(f'x/{i}.xml', '') for i in range(70_000)]))
write('entities-in-sheet.xlsx', package(sheet(PLAIN + row(4, '3', '設問', '&a11;'), head=laughs)))
write('entities-in-strings.xlsx', package(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), shared=f'<?xml version="1.0"?>{laughs}<sst {MAIN} count="1" uniqueCount="1"><si><t>&a11;</t></si></sst>'))
write('entity-of-a-file.xlsx', package(sheet(row(1, '&x;'), head='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')))
write('far-corners.xlsx', package(sheet(row(1, 'No') + '<row r="1048576">' + cell('XFD1048576', 'はい') + '</row>')))
write('beyond-the-limits.xlsx', package(sheet('<row r="4294967295">' + cell('ZZZZ4294967295', 'x') + '</row>')))
write('row-of-fifteen-digits.xlsx', package(sheet('<row r="4">' + cell('A999999999999999', 'x') + '</row>')))
write('dimension-lie.xlsx', package(sheet(PLAIN).replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')))
write('four-billion-strings.xlsx', package(sheet(PLAIN), shared=f'<sst {MAIN} count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'))
write('one-string-many-cells.xlsx', package(sheet(''.join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 200_001))), shared=f'<sst {MAIN} count="1" uniqueCount="1"><si><t>{"長" * 32_767}</t></si></sst>'))
write('one-string-of-200-million.xlsx', package(sheet(row(1, 'x' * 200_000_000))))
write('five-million-empty-rows.xlsx', package(sheet('<row/>' * 5_000_000)))
write('a-million-nested-elements.xlsx', package(sheet('<x>' * 1_000_000)))
write('a-million-attributes.xlsx', package(sheet('<row ' + ' '.join(f'a{i}="1"' for i in range(1_000_000)) + '/>')))
write('a-million-merges.xlsx', package(sheet(PLAIN, f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}A{i}:B{i}{chr(34)}/>" for i in range(1, 1_000_001))}</mergeCells>')))
write('merges-over-everything.xlsx', package(sheet(''.join(row(i, '設問', 'はい') for i in range(1, 5001)), f'<mergeCells>{"<mergeCell ref=%sA1:XFD1048576%s/>" % (chr(34), chr(34)) * 20_000}</mergeCells>')))
write('lists-of-lists.xlsx', package(sheet(''.join(row(i, str(i), '設問ですか', 'はい') for i in range(1, 20_001)), f'<dataValidations>{"".join(f"<dataValidation type={chr(34)}list{chr(34)} sqref={chr(34)}C1:C20000{chr(34)}><formula1>$A$1:$A$20000</formula1></dataValidation>" for _ in range(20_000))}</dataValidations>')))
write('names-in-a-circle.xlsx', package(sheet(PLAIN, '<dataValidations><dataValidation type="list" sqref="C2:C3"><formula1>a</formula1></dataValidation></dataValidations>'), names='<definedNames><definedName name="a">b</definedName><definedName name="b">a</definedName></definedNames>'))
write('sheets-that-are-one.xlsx', package(sheet(PLAIN), sheets=100_000))
write('same-sheet-four-hundred-times.xlsx', package(sheet(''.join(row(i, str(i), '設問ですか', 'はい') for i in range(1, 3000))), sheets=400))
write('comments-without-end.xlsx', package(sheet(PLAIN, '<legacyDrawing r:id="v"/>'), sheet_rels=rels(('c', 'comments', '../comments1.xml'), ('v', 'vmlDrawing', '../vml.vml')), extra=[('xl/comments1.xml', f'<comments {MAIN}><commentList>{"".join(f"<comment ref={chr(34)}C{i % 9 + 1}{chr(34)}><text><t>x</t></text></comment>" for i in range(300_000))}</commentList></comments>'), ('xl/vml.vml', '<xml>' + '<shape><ClientData ObjectType="Checkbox"><Anchor>4294967295,0,4294967295,0,0,0,0,0</Anchor></ClientData></shape>' * 200_000 + '</xml>')]))
write('relations-in-a-circle.xlsx', package(sheet(PLAIN, '<legacyDrawing r:id="v"/>'), sheet_rels=rels(('v', 'vmlDrawing', 'sheet1.xml'), ('c', 'comments', '../../../../../../etc/passwd'))))
# tables made to make finding them slow
write('every-row-a-header.xlsx', package(sheet(''.join(row(i, 'No', '設問', '回答', '備考') for i in range(1, 60_001)))))
write('headers-side-by-side.xlsx', package(sheet(''.join('<row r="%d">%s</row>' % (r, ''.join(f'<c t="inlineStr"><is><t>{"設問" if c % 2 else "回答"}</t></is></c>' for c in range(4000))) for r in range(1, 60)))))
write('wide-and-tall.xlsx', package(sheet('<row r="1">' + ''.join(f'<c t="inlineStr"><is><t>{w}</t></is></c>' for w in ['No', '設問', '回答'] + ['はい', 'いいえ'] * 4000) + '</row>' + ''.join(f'<row r="{r}">{cell("A%d" % r, "○")}</row>' for r in range(2, 200_000)))))
write('questions-below-questions.xlsx', package(sheet(''.join(row(i, '規程を整備していますか' if i % 2 else '回答:はい') for i in range(1, 100_001)))))
write('legends-everywhere.xlsx', package(sheet(''.join(row(i, '凡例:' + '○=実施 ×=未実施 ' * 20, '設問ですか', '○') for i in range(1, 20_001)))))
write('boxes-without-end.xlsx', package(sheet(row(1, 'No', '設問', '回答') + ''.join(row(i, str(i), '設問ですか', '☑□レ' * 5000) for i in range(2, 200)))))
write('brackets-without-end.xlsx', package(sheet(row(1, 'No', '設問', '回答') + ''.join(row(i, str(i), '設問ですか', 'はい' + '(' * 20_000) for i in range(2, 300)))))
# damage
whole = package(sheet(''.join(row(i, str(i), '設問ですか', 'はい') for i in range(1, 400))))
for tenth in range(1, 10):
    write(f'cut-at-{tenth}0-percent.xlsx', whole[: len(whole) * tenth // 10])
chance = random.Random(20_261_121)
for number in range(40):
    damaged = bytearray(whole)
    for _ in range(chance.randint(1, 30)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    write(f'damaged-{number:02}.xlsx', bytes(damaged))
write('sizes-that-lie.xlsx', whole.replace(struct.pack('<I', 0), struct.pack('<I', 0xFFFFFFFF), 5))
write('empty.xlsx', b'')
write('only-a-signature.xlsx', b'PK\x03\x04')
write('only-an-end.xlsx', b'PK\x05\x06' + b'\xff' * 18)
# ods
def ods(body):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, 'w', zipfile.ZIP_DEFLATED) as out:
        out.writestr(zipfile.ZipInfo('mimetype', (1980, 1, 1, 0, 0, 0)), 'application/vnd.oasis.opendocument.spreadsheet')
        out.writestr(zipfile.ZipInfo('META-INF/manifest.xml', (1980, 1, 1, 0, 0, 0)), '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        info = zipfile.ZipInfo('content.xml', (1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        out.writestr(info, f'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>')
    return memory.getvalue()


def repeated(rows, columns, text):
    return f'<table:table table:name="s"><table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>'


write('cells-repeated.ods', ods(repeated(9999, 9999, 'はい')))
write('cells-repeated-without-end.ods', ods(repeated(4294967295, 4294967295, 'x' * 1000)))
write('tables-in-tables.ods', ods('<table:table table:name="s"><table:table-row><table:table-cell>' * 100_000))
write('many-sheets.ods', ods(repeated(1000, 5000, 'x') * 20))
# old workbooks: containers whose chains run in circles
def ole(fat, directory_start=1, size=0x10000, mini=0xFFFFFFFE):
    head = bytearray(512)
    head[0:8] = b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
    struct.pack_into('<HHHHH', head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into('<IIIIIIIII', head, 40, 0, 1, directory_start, 0, 4096, mini, 1, 0xFFFFFFFE, 0)
    struct.pack_into('<I', head, 76, 0)
    for at in range(80, 512, 4):
        struct.pack_into('<I', head, at, 0xFFFFFFFF)
    table = b''.join(struct.pack('<I', fat.get(i, 0xFFFFFFFF)) for i in range(128))

    def entry(name, kind, start, length, child=0xFFFFFFFF):
        raw = name.encode('utf-16-le')
        return raw.ljust(64, b'\0') + struct.pack('<HBBIII', len(raw) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child) + b'\0' * 36 + struct.pack('<IQ', start, length)
    directory = entry('Root Entry', 5, 0xFFFFFFFE, 0, 1) + entry('Workbook', 2, 2, size) + b'\0' * 256
    return bytes(head) + table + directory.ljust(512, b'\0') + b'\x09\x08\x10\x00\x00\x06\x05\x00'.ljust(512, b'\0')


write('chain-in-a-circle.xls', ole({0: 0xFFFFFFFD, 1: 0xFFFFFFFE, 2: 2}))
write('directory-in-a-circle.xls', ole({0: 0xFFFFFFFD, 1: 1, 2: 0xFFFFFFFE}))
write('fat-of-itself.xls', ole({0: 0, 1: 0, 2: 0}))
write('size-that-lies.xls', ole({0: 0xFFFFFFFD, 1: 0xFFFFFFFE, 2: 0xFFFFFFFE}, size=0xFFFFFFFFFF))
write('mini-in-a-circle.xls', ole({0: 0xFFFFFFFD, 1: 0xFFFFFFFE, 2: 0xFFFFFFFE, 3: 3}, mini=3))
write('only-a-head.xls', ole({})[:512])
# texts
write('one-line-of-ten-million.csv', ('設問,' * 3_000_000).encode())
write('a-quote-that-never-ends.csv', ('No,設問,回答\n1,"' + 'はい\n' * 500_000).encode())
write('nul-bytes.csv', 'No,設問,回答\n1,規程がありますか,はい\0\n'.encode() * 1000)
write('odd-utf16.csv', b'\xff\xfe' + 'No,設問,回答\n'.encode('utf-16-le') * 3 + b'\x00')
write('two-million-rows.csv', ('1,規程がありますか,はい\n' * 2_000_000).encode())
write('every-byte.csv', bytes(range(256)) * 1000)
print(len(os.listdir(OUT)))
