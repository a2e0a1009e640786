/** Replaces the whole page, as Kibana does when a plugin breaks it. Plain: React may be what is broken. */
export function showFatalError(error: unknown): void {
  console.error(error);
  const box = document.createElement('div');
  box.setAttribute('role', 'alert');
  box.setAttribute('data-test-subj', 'fatalErrorScreen');
  box.style.cssText = 'margin: 15vh auto; max-width: 60rem; padding: 2rem; font-family: Inter, sans-serif;';
  const title = Object.assign(document.createElement('h1'), { textContent: 'Something went wrong' });
  const advice = Object.assign(document.createElement('p'), { textContent: 'Try refreshing the page.' });
  const details = document.createElement('pre');
  details.textContent = error instanceof Error ? `${error.message}\n\n${error.stack ?? ''}` : String(error);
  box.append(title, advice, details);
  document.body.replaceChildren(box);
}
