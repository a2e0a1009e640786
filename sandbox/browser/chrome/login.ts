/** Stands for Kibana's login page. The sandbox has no sessions: browsers ask for name and password by themselves. */
export function showLogin(): void {
  const title = Object.assign(document.createElement('h1'), { textContent: 'Welcome to Elastic' });
  const form = document.createElement('main');
  form.setAttribute('data-test-subj', 'loginForm');
  form.style.cssText = 'margin: 15vh auto; max-width: 30rem; font-family: Inter, sans-serif;';
  const advice = document.createElement('p');
  advice.textContent = 'The sandbox has no login: open an app, and the browser asks who you are.';
  form.append(title, advice);
  document.getElementById('kibana-body')?.replaceChildren(form);
}
