import pg from 'pg';

export function addressOf(url: string, database: string, port?: number): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (port !== undefined) address.port = String(port);
  return address.href;
}

/** Statements as the owner, one after the other, on a connection of their own. */
export async function runOn(url: string, statements: readonly string[]): Promise<void> {
  await withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** One question as the owner. */
export function ask<Row extends object>(url: string, statement: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(statement)).rows);
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connectWhenUp(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const connectAttempts = 150;

/** PostgreSQL may just have been killed, and is on its way back. */
async function connectWhenUp(url: string): Promise<pg.Client> {
  for (let attempt = 1; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt >= connectAttempts) throw error;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
