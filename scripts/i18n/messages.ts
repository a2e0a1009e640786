import ts from 'typescript';

/** One call of `i18n.translate`. What could not be read is undefined. */
export interface FoundMessage {
  place: string;
  id?: string;
  text?: string;
  /** Names of the values handed over; undefined where they cannot be read from the source. */
  values?: string[];
}

export function findMessages(file: string, source: string): FoundMessage[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const found: FoundMessage[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && node.expression.getText(parsed) === 'i18n.translate') {
      found.push(readCall(node, parsed));
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

function readCall(call: ts.CallExpression, file: ts.SourceFile): FoundMessage {
  const [id, options] = call.arguments;
  const line = file.getLineAndCharacterOfPosition(call.getStart(file)).line + 1;
  return {
    place: `${file.fileName}:${line}`,
    id: literal(id),
    text: literal(property(options, 'defaultMessage')),
    values: valueNames(options),
  };
}

/** The text of a string, or of several strings that are joined by `+`. */
function literal(node: ts.Expression | undefined): string | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literal(node.left), literal(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

function property(node: ts.Expression | undefined, name: string): ts.Expression | undefined {
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  const assigned = node.properties.filter(ts.isPropertyAssignment);
  return assigned.find((candidate) => candidate.name.getText() === name)?.initializer;
}

function valueNames(options: ts.Expression | undefined): string[] | undefined {
  if (!options || !ts.isObjectLiteralExpression(options)) return undefined;
  if (!options.properties.some(({ name }) => name?.getText() === 'values')) return [];
  const values = property(options, 'values');
  if (!values || !ts.isObjectLiteralExpression(values)) return undefined;
  const names = values.properties.map(({ name }) => name?.getText());
  return names.every((name) => name !== undefined) ? names : undefined;
}
