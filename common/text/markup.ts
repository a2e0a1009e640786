/** The three signs that mean something in HTML, and in the markup of Telegram and Slack, as themselves. */
export const escapedMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
