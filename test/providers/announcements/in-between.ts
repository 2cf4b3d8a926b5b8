/** What can stand between the stack and Slack, or in Slack's place: a proxy, a login page. */
import { createServer, type IncomingMessage } from 'node:http';

interface Page {
  status: number;
  body?: string;
  location?: string;
}

/** `asked`: the paths of all requests. `answer` is given what was asked. */
export async function inBetween(answer: (request: IncomingMessage) => Page) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status, body = '', location } = answer(request);
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, asked, close: () => server.close() };
}
