//! Why a workbook or an archive, or something in it, could not be opened. The name stands before it.

use garimpo_table::Unusable;

use super::Lang;
use super::figures::Figures;

pub fn unopened(lang: Lang, figures: &dyn Figures, why: &Unusable) -> String {
    let count = |value: u32| figures.count(value.into());
    let (pt_br, en) = match why {
        Unusable::Locked => (
            "está protegido por senha. Abra-o, salve sem senha e solte de novo.",
            "is protected with a password. Open it, save it without one, and drop it again.",
        ),
        Unusable::Damaged => (
            "está danificado ou veio cortado. Baixe-o de novo e solte aqui.",
            "is damaged or arrived cut. Download it again and drop it here.",
        ),
        Unusable::NothingInside => (
            "abriu, mas não tem nenhuma tabela dentro. Veja se é o arquivo certo.",
            "opened, but there is no table in it. See that it is the right file.",
        ),
        Unusable::NoTableBeside => (
            "não tem uma tabela, e ficou de fora. O resto do arquivo não muda com isso.",
            "has no table, and was left out. The rest of the file is not changed by that.",
        ),
        Unusable::Unsupported { .. } => (
            "está compactado de um jeito que esta página não abre. Descompacte-o e solte o que está dentro.",
            "is packed in a way that this page does not open. Unpack it and drop what is inside.",
        ),
        Unusable::OpenerMissing => (
            "precisa de uma parte da página que não pôde ser carregada. Conecte-se à internet e solte-o de novo.",
            "needs a part of the page that could not be loaded. Connect to the internet and drop it again.",
        ),
        Unusable::OpenerLost { .. } => (
            "não pôde ser aberto: está danificado ou precisa de mais memória do que há. Salve a planilha como CSV e solte o CSV.",
            "could not be opened: it is damaged or needs more memory than there is. Save the sheet as CSV and drop the CSV.",
        ),
        Unusable::TooManyParts { limit } => {
            return match lang {
                Lang::PtBr => format!(
                    "tem mais de {} planilhas ou arquivos dentro. Deixe só os que interessam e solte de novo.",
                    count(*limit)
                ),
                Lang::En => format!(
                    "has more than {} sheets or files in it. Keep those that matter and drop it again.",
                    count(*limit)
                ),
            };
        }
        Unusable::TooManyCells { rows, columns, row, column } => {
            let [rows, columns, row, column] = [rows, columns, row, column].map(|value| count(*value));
            return match lang {
                Lang::PtBr => format!(
                    "tem uma célula na linha {row}, coluna {column}; uma planilha vai até {rows} linhas e {columns} colunas. Nada dela foi lido. Divida-a e solte de novo."
                ),
                Lang::En => format!(
                    "has a cell in row {row}, column {column}; a sheet goes up to {rows} rows and {columns} columns. Nothing of it was read. Split it and drop it again."
                ),
            };
        }
        // Told elsewhere.
        _ => ("não pôde ser aberto. Solte-o de novo.", "could not be opened. Drop it again."),
    };
    lang.pick(pt_br, en).to_owned()
}
