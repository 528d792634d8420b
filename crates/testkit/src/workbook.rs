//! Small workbooks, cell by cell, for tests: also such as no spreadsheet program would write.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook in the making.
#[derive(Clone, Debug, Default)]
pub struct WorkbookSketch {
    sheets: Vec<SheetSketch>,
    shared_strings: Option<String>,
    is_1904: bool,
}

/// A sheet in the making. Cells are named as in a spreadsheet (`B3`).
#[derive(Clone, Debug, Default)]
pub struct SheetSketch {
    name: String,
    is_hidden: bool,
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    hidden_rows: Vec<u32>,
    merged: Vec<String>,
}

impl WorkbookSketch {
    /// A workbook without sheets.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a sheet.
    #[must_use]
    pub fn sheet(mut self, name: &str, make: impl FnOnce(&mut SheetSketch)) -> Self {
        let mut sheet = SheetSketch { name: name.to_owned(), ..SheetSketch::default() };
        make(&mut sheet);
        self.sheets.push(sheet);
        self
    }

    /// Sets the text of the part that holds shared strings.
    #[must_use]
    pub fn shared_strings(mut self, xml: impl Into<String>) -> Self {
        self.shared_strings = Some(xml.into());
        self
    }

    /// Counts days from 1904, as old Macintosh programs do.
    #[must_use]
    pub fn from_1904(mut self) -> Self {
        self.is_1904 = true;
        self
    }

    /// The file. Equal sketches give equal bytes.
    ///
    /// # Panics
    /// Where memory cannot be written to, which does not happen.
    pub fn bytes(&self) -> Vec<u8> {
        const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        let (mut types, mut sheets, mut relations) = (String::new(), String::new(), String::new());
        let mut parts: Vec<(String, String)> = Vec::new();
        for (at, sheet) in (1..).zip(&self.sheets) {
            types.push_str(&format!(
                "<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{KIND}.worksheet+xml\"/>"
            ));
            let state = if sheet.is_hidden { " state=\"hidden\"" } else { "" };
            sheets.push_str(&format!(
                "<sheet name=\"{}\" sheetId=\"{at}\"{state} r:id=\"rId{at}\"/>",
                escape(&sheet.name)
            ));
            relations.push_str(&format!(
                "<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"
            ));
            let text = format!("{HEAD}<worksheet xmlns=\"{MAIN}\">{}</worksheet>", sheet.xml());
            parts.push((format!("xl/worksheets/sheet{at}.xml"), text));
        }
        if let Some(strings) = &self.shared_strings {
            parts.push(("xl/sharedStrings.xml".to_owned(), strings.clone()));
            relations.push_str(&format!(
                "<Relationship Id=\"rIdS\" Type=\"{OFFICE}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
            ));
        }
        let date = if self.is_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
        // Style 1 is a date.
        let styles = "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs>";
        let mut all = vec![
            (
                "[Content_Types].xml".to_owned(),
                format!(
                    "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
                     ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                     <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                     <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>{types}</Types>"
                ),
            ),
            (
                "_rels/.rels".to_owned(),
                format!(
                    "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
                     Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!(
                    "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\">{date}<sheets>{sheets}</sheets></workbook>"
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>"),
            ),
            ("xl/styles.xml".to_owned(), format!("{HEAD}<styleSheet xmlns=\"{MAIN}\">{styles}</styleSheet>")),
        ];
        all.extend(parts);
        archive(&all)
    }
}

/// An archive of texts.
///
/// # Panics
/// Where memory cannot be written to, which does not happen.
pub fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(name.as_str(), options).expect("memory can be written to");
        writer.write_all(text.as_bytes()).expect("memory can be written to");
    }
    writer.finish().expect("memory can be written to").into_inner()
}

impl SheetSketch {
    /// Hides the sheet.
    pub fn hide(&mut self) -> &mut Self {
        self.is_hidden = true;
        self
    }

    /// Hides a row, counted from 1.
    pub fn hide_row(&mut self, row: u32) -> &mut Self {
        self.hidden_rows.push(row);
        self
    }

    /// Merges cells (`A1:B1`).
    pub fn merge(&mut self, block: &str) -> &mut Self {
        self.merged.push(block.to_owned());
        self
    }

    /// A row of cells from column A: what looks like a number is one, an empty text leaves the cell empty.
    pub fn row(&mut self, row: u32, cells: &[&str]) -> &mut Self {
        for (column, cell) in (1..).zip(cells) {
            if cell.is_empty() {
                continue;
            }
            let is_number =
                cell.parse::<f64>().is_ok() && (!cell.starts_with('0') || *cell == "0" || cell.contains('.'));
            let inner = if is_number { number(cell) } else { text(cell) };
            self.rows.entry(row).or_default().insert(column, inner);
        }
        self
    }

    /// A text.
    pub fn text(&mut self, cell: &str, value: &str) -> &mut Self {
        self.raw(cell, &text(value))
    }

    /// A number, as it stands in the file.
    pub fn number(&mut self, cell: &str, value: &str) -> &mut Self {
        self.raw(cell, &number(value))
    }

    /// A day, as a spreadsheet counts days.
    pub fn date(&mut self, cell: &str, serial: &str) -> &mut Self {
        self.raw(cell, &format!(" s=\"1\"><v>{serial}</v>"))
    }

    /// A formula with the value last computed, if any.
    pub fn formula(&mut self, cell: &str, formula: &str, value: Option<&str>) -> &mut Self {
        let value = value.map(|value| format!("<v>{value}</v>")).unwrap_or_default();
        self.raw(cell, &format!("><f>{}</f>{value}", escape(formula)))
    }

    /// A cell that shows an error.
    pub fn error(&mut self, cell: &str, error: &str) -> &mut Self {
        self.raw(cell, &format!(" t=\"e\"><v>{error}</v>"))
    }

    /// A cell as XML: its further attributes, `>`, and what stands in it.
    ///
    /// # Panics
    /// Where `cell` names none.
    pub fn raw(&mut self, cell: &str, inner: &str) -> &mut Self {
        let at = cell.find(|c: char| c.is_ascii_digit()).expect("a cell has a row");
        let (letters, row) = cell.split_at(at);
        let column = letters.bytes().fold(0, |column, b| column * 26 + u32::from(b - b'A') + 1);
        let row = row.parse().expect("a row is a number");
        self.rows.entry(row).or_default().insert(column, inner.to_owned());
        self
    }

    fn xml(&self) -> String {
        let mut xml = "<sheetData>".to_owned();
        for (row, cells) in &self.rows {
            let hidden = if self.hidden_rows.contains(row) { " hidden=\"1\"" } else { "" };
            xml.push_str(&format!("<row r=\"{row}\"{hidden}>"));
            for (column, inner) in cells {
                xml.push_str(&format!("<c r=\"{}{row}\"{inner}</c>", letters(*column)));
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData>");
        if !self.merged.is_empty() {
            let merged: String =
                self.merged.iter().map(|block| format!("<mergeCell ref=\"{block}\"/>")).collect();
            xml.push_str(&format!("<mergeCells count=\"{}\">{merged}</mergeCells>", self.merged.len()));
        }
        xml
    }
}

fn text(value: &str) -> String {
    format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is>", escape(value))
}

fn number(value: &str) -> String {
    format!("><v>{value}</v>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The letters of a column counted from 1.
fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        let letter = u8::try_from((column - 1) % 26).expect("below 26");
        letters.push(char::from(b'A' + letter));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}
