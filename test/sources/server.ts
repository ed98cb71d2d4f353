import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

export interface TestServer {
  url: string;
  /** Paths asked for, in order. */
  asked: string[];
  close: () => Promise<void>;
}

/** A web server on loopback whose first path part says how it answers; the last one names the content. */
export async function startServer(contents: Record<string, Buffer>): Promise<TestServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const [, manner = '', name = ''] = (request.url ?? '').split('/');
    answer(manner, contents[decodeURIComponent(name)], response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answer(manner: string, content: Buffer | undefined, response: ServerResponse): void {
  if (manner === 'hang') return;
  if (!content || manner === 'missing') {
    response.writeHead(404).end('no such file');
  } else if (manner === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('\n<!DOCTYPE html><html><body>Sign in</body></html>');
  } else if (manner === 'wrong') {
    response.end(Buffer.alloc(content.length, 'x'));
  } else if (manner === 'longer') {
    response.end(Buffer.concat([content, content]));
  } else if (manner === 'short') {
    response.end(content.subarray(0, content.length >> 1));
  } else if (manner === 'torn') {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, content.length >> 1), () => response.destroy());
  } else if (manner === 'stall') {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, content.length >> 1));
  } else if (manner === 'moved') {
    response.writeHead(302, { location: `/good/${response.req.url?.split('/')[2] ?? ''}` }).end();
  } else {
    response.end(content);
  }
}

/** The address of a port on which nothing listens. */
export async function closedPort(): Promise<string> {
  const server = await startServer({});
  await server.close();
  return server.url;
}
