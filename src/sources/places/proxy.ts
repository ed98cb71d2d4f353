import http from 'node:http';

let done = false;

/** Makes fetch() go through http_proxy, https_proxy and no_proxy where they are set and this Node knows how (24.14 on). */
export function proxyFromEnvironment(env: NodeJS.ProcessEnv = process.env): void {
  if (done) return;
  done = true;
  const named = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'].some((name) => env[name]);
  if (named && 'setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv(env);
}
