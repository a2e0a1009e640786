import ts from 'typescript';

/** Members by module: `{ react: ['createElement', 'useState'] }`, sorted. */
export type UsedMembers = Record<string, string[]>;

/**
 * Which members of which modules a source file uses, as far as its imports say: named imports, and what is read from a
 * default or namespace import. Types do not count. JSX counts as `createElement` and `Fragment` of React.
 */
export function usedMembers(file: string, source: string, modules: readonly string[]): UsedMembers {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true);
  const used: UsedMembers = {};
  const wholes = new Map<string, string>();
  const note = (module: string, member: string) => (used[module] ??= []).push(member);
  for (const statement of parsed.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const module = (statement.moduleSpecifier as ts.StringLiteral).text;
    if (!modules.includes(module) || !statement.importClause || statement.importClause.isTypeOnly) continue;
    const { names, whole } = namesOf(statement.importClause);
    used[module] ??= [];
    names.forEach((name) => note(module, name));
    whole.forEach((name) => wholes.set(name, module));
  }
  const visit = (node: ts.Node): void => {
    const read = memberRead(node);
    const module = read && wholes.get(read.of);
    if (read && module !== undefined) note(module, read.member);
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return used;
}

/** All of several files together, each member once. */
export function mergeMembers(all: UsedMembers[]): UsedMembers {
  const modules = [...new Set(all.flatMap(Object.keys))].sort();
  return Object.fromEntries(
    modules.map((module) => [module, [...new Set(all.flatMap((used) => used[module] ?? []))].sort()]),
  );
}

function namesOf({ name, namedBindings }: ts.ImportClause): { names: string[]; whole: string[] } {
  const whole = name ? [name.text] : [];
  if (!namedBindings) return { names: [], whole };
  if (ts.isNamespaceImport(namedBindings)) return { names: [], whole: [...whole, namedBindings.name.text] };
  const values = namedBindings.elements.filter(({ isTypeOnly }) => !isTypeOnly);
  return { names: values.map((element) => (element.propertyName ?? element.name).text), whole };
}

function memberRead(node: ts.Node): { of: string; member: string } | undefined {
  if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node))
    return { of: 'React', member: 'createElement' };
  if (ts.isJsxFragment(node)) return { of: 'React', member: 'Fragment' };
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  return { of: node.expression.text, member: node.name.text };
}
