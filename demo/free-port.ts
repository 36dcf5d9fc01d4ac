import { createServer } from 'node:net';

const portsToTry = 50;

/** The wanted port, or the next free one; a fixed port that is taken is an error. */
export async function chooseFreePort(wanted: {
  host: string;
  port: number;
  portIsFixed: boolean;
}): Promise<{ port: number; moved: boolean }> {
  for (let port = wanted.port; port < wanted.port + portsToTry && port < 65_536; port++) {
    if (await isFree(wanted.host, port)) return { port, moved: port !== wanted.port };
    if (wanted.portIsFixed)
      throw new Error(`port ${port} is taken; set PORT to another one, or leave it out`);
  }
  throw new Error(`no free port from ${wanted.port} on`);
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
