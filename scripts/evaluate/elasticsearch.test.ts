import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openElasticsearch, toAddress } from './elasticsearch';

describe('ES_URL', () => {
  it('is taken apart', () =>
    expect(toAddress('https://elastic:p%40ss%25@es.corp.lan:9200/')).toEqual({
      node: 'https://es.corp.lan:9200',
      username: 'elastic',
      password: 'p@ss%',
    }));
  it.each([
    ['nonsense secret', 'ES_URL is no URL. Give for example http://127.0.0.1:9200.'],
    ['http://127.0.0.1:99999', 'ES_URL is no URL.'],
    ['localhost:9200', 'ES_URL must begin with http:// or https://.'],
    ['ftp://user:secret@127.0.0.1', 'ES_URL must begin with http:// or https://.'],
    ['http://user:secret%zz@127.0.0.1:9200', 'have a % that is no code such as %40: write it %25'],
    ['http://user:secret@127.0.0.1:9200/sub', 'a path below is not supported'],
    ['http://user:secret@127.0.0.1:9200/?pretty', 'a path below is not supported'],
  ])('is refused as %s, without a word of a password', (text, message) => {
    expect(() => toAddress(text)).toThrow(message);
    expect(() => toAddress(text)).toThrow(/^(?!.*secret)/);
  });

  const { ES_URL } = process.env;
  afterEach(() => {
    if (ES_URL === undefined) delete process.env.ES_URL;
    else process.env.ES_URL = ES_URL;
  });
  it.each([
    [404, 'what answers there is no Elasticsearch. Look at host and port of ES_URL.'],
    [200, 'what answers there is no Elasticsearch.'],
    [401, 'it knows no such user (401). Set ES_USERNAME and ES_PASSWORD.'],
    [503, 'it answers 503.'],
  ])('at which something else answers %i is said', async (status, message) => {
    const server = createServer((_request, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.ES_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(openElasticsearch(() => undefined)).rejects.toThrow(message);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  it('at which nothing answers is said with what to look at', async () => {
    process.env.ES_URL = 'http://user:secret@127.0.0.1:1';
    const opening = openElasticsearch(() => undefined);
    await expect(opening).rejects.toThrow(
      /^The Elasticsearch at http:\/\/127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\. Look whether it runs/,
    );
  });
});
