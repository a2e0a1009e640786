/** The proxy that the kibana.yml of the suites lists. Its password must be found nowhere else. */
export const E2E_PROXY = {
  name: 'e2e-proxy',
  user: 'user-of-the-e2e-proxy',
  password: 'PLANTED_password_of_the_proxy_of_e2e',
} as const;
