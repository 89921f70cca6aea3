/** Rows by which columns are judged. */
const JUDGED_ROWS = 100;
const NUMBER =
  /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?\s*$|^\s*[-+]?(?:nan|inf(?:inity)?)\s*$/i;

type Rows = readonly (readonly string[])[];

export interface TableColumnFacts {
  readonly name: string;
  /** Of the longest field among the first rows. */
  readonly characters: number;
}

/** The columns of a table: as many as its longest row has. */
export function columnsOf(rows: Rows, hasHeader: boolean): readonly TableColumnFacts[] {
  const judged = rows.slice(0, JUDGED_ROWS);
  const count = judged.reduce((most, row) => Math.max(most, row.length), 0);
  return Array.from({ length: count }, (_, column) => {
    const name = hasHeader ? (rows[0]?.[column] ?? '') : String(column);
    const characters = judged.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0);
    return { name, characters };
  });
}

/** Columns whose fields are numbers, empty ones aside. */
export function numericColumns(rows: Rows): ReadonlySet<number> {
  const judged = rows.slice(0, JUDGED_ROWS);
  const found = new Set<number>();
  const count = judged.reduce((most, row) => Math.max(most, row.length), 0);
  for (let column = 0; column < count; column += 1) {
    const fields = judged.map((row) => row[column] ?? '').filter((field) => field !== '');
    if (fields.length > 0 && fields.every((field) => NUMBER.test(field))) found.add(column);
  }
  return found;
}

/** Whether the first row names the columns: it has no number, and is not alone. */
export function isHeader(rows: Rows): boolean {
  const [first] = rows;
  if (first === undefined || rows.length < 2) return false;
  return first.every((field) => !NUMBER.test(field));
}

/** For the clipboard: tabs between fields, so that a spreadsheet takes it. */
export function tableText(rows: Rows): string {
  return rows
    .map((row) => row.map((field) => field.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}
