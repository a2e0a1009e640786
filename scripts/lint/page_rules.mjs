/**
 * Rules for code that runs in the page. Names of accounts, sources and hosts come from whoever tries to log on. So
 * they are shown as text, and no address is made of them.
 */
const asText = 'Text of an event must stay text: no markup, no code. Let React write it.';

/** Every way in which a string becomes part of the page's markup. `eval` and `new Function` have rules of their own. */
export const TEXT_AS_MARKUP = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: asText },
  { selector: "Property[key.name='dangerouslySetInnerHTML']", message: asText },
  { selector: "Property[key.value='dangerouslySetInnerHTML']", message: asText },
  { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]', message: asText },
  { selector: 'MemberExpression[property.value=/^(innerHTML|outerHTML|srcdoc)$/]', message: asText },
  { selector: "JSXAttribute[name.name='srcDoc']", message: asText },
  {
    selector:
      'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe)$/]',
    message: asText,
  },
  {
    selector:
      'CallExpression[callee.name=/^set(Timeout|Interval)$/][arguments.0.type=/^(Literal|TemplateLiteral)$/]',
    message: asText,
  },
  {
    selector: "CallExpression[callee.object.name='document'][callee.property.name=/^(write|writeln)$/]",
    message: asText,
  },
];

const insideOnly =
  'Links stay in Kibana: use the history or application.navigateToApp. One to documentation needs rel="noopener".';
const isOutside = "JSXAttribute[name.name='href'] Literal[value=/^([a-z][a-z0-9+.-]*:|[/][/])/i]";

/** Every way to leave Kibana that takes an address. */
export const OUT_OF_KIBANA = [
  {
    selector: `JSXOpeningElement:has(${isOutside}):not(:has(JSXAttribute[name.name='rel'] > Literal[value=/noopener/]))`,
    message: insideOnly,
  },
  {
    selector:
      "JSXOpeningElement:has(JSXAttribute[name.name='target']):not(:has(JSXAttribute[name.name='rel'] > Literal[value=/noopener/]))",
    message: insideOnly,
  },
  {
    selector: "CallExpression[callee.object.name='window'][callee.property.name='open']",
    message: insideOnly,
  },
  {
    selector: 'CallExpression[callee.object.name="location"][callee.property.name=/^(assign|replace)$/]',
    message: insideOnly,
  },
  {
    selector:
      "CallExpression[callee.object.property.name='location'][callee.property.name=/^(assign|replace)$/]",
    message: insideOnly,
  },
  { selector: "AssignmentExpression[left.property.name='location']", message: insideOnly },
  {
    selector: "AssignmentExpression[left.object.name='location'][left.property.name='href']",
    message: insideOnly,
  },
  {
    selector: "AssignmentExpression[left.object.property.name='location'][left.property.name='href']",
    message: insideOnly,
  },
];
