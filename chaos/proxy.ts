import { connect, createServer, type Server, type Socket } from 'node:net';
import { backendPid, CommitWatch, endsCommit, MessageReader, type WireMessage } from './wire.ts';

/** A COMMIT of money that has reached the proxy and is held there, for a fault to decide what becomes of it. */
export interface HeldCommit {
  backendPid: number;
  /** Hands it to PostgreSQL; its answer is held back. */
  forward(): void;
  /** Resolves when PostgreSQL has answered, or its connection has ended. */
  answered: Promise<void>;
  /** Lets the answer, and everything after it, through. */
  release(): void;
  /** Ends both sides; what was not forwarded is lost. */
  cut(): void;
}

/** Stands between the server and PostgreSQL and does to their connections what networks do. */
export class DatabaseProxy {
  port = 0;
  private readonly links = new Set<Link>();
  private readonly server: Server;
  private waiting: ((commit: HeldCommit) => void) | undefined;

  constructor(targetPort: number) {
    this.server = createServer((client) => {
      const link = new Link(client, connect(targetPort, '127.0.0.1'), (held) => this.hold(held));
      this.links.add(link);
      client.once('close', () => this.links.delete(link));
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    this.port = (this.server.address() as { port: number }).port;
  }

  /** The next COMMIT of money stops here. Undefined when none came in time. */
  nextCommit(timeoutMs: number): Promise<HeldCommit | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.waiting = undefined;
        resolve(undefined);
      }, timeoutMs);
      this.waiting = (commit) => {
        clearTimeout(timer);
        this.waiting = undefined;
        resolve(commit);
      };
    });
  }

  /** Commits of money that PostgreSQL has been given and the server has no answer to. */
  get openCommits(): number {
    return [...this.links].filter(({ commitIsOpen }) => commitIsOpen).length;
  }

  backendPids(): number[] {
    return [...this.links].map(({ backend }) => backend).filter((pid) => pid > 0);
  }

  cutAll(): void {
    for (const link of this.links) link.cut();
  }

  /** While it is on, nothing moves in either direction. */
  stall(on: boolean): void {
    for (const link of this.links) link.stall(on);
  }

  async close(): Promise<void> {
    this.cutAll();
    await new Promise((done) => this.server.close(done));
  }

  private hold(held: HeldCommit): boolean {
    if (!this.waiting) return false;
    this.waiting(held);
    return true;
  }
}

/** One connection of the server with its counterpart to PostgreSQL. */
class Link {
  commitIsOpen = false;
  backend = 0;
  private readonly client: Socket;
  private readonly upstream: Socket;
  private readonly watch = new CommitWatch();
  private readonly offer: (held: HeldCommit) => boolean;
  /** What waits behind a held COMMIT on its way to PostgreSQL, and on the way back. */
  private heldThere: Buffer[] | undefined;
  private heldBack: Buffer[] | undefined;
  private onAnswer: () => void = () => undefined;

  constructor(client: Socket, upstream: Socket, offer: (held: HeldCommit) => boolean) {
    this.client = client;
    this.upstream = upstream;
    this.offer = offer;
    const fromClient = new MessageReader(false);
    const fromServer = new MessageReader(true);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => this.cut());
    }
    client.on('data', (chunk: Buffer) => {
      for (const message of fromClient.read(chunk)) this.pass(message);
    });
    upstream.on('data', (chunk: Buffer) => {
      for (const message of fromServer.read(chunk)) this.passBack(message);
    });
  }

  stall(on: boolean): void {
    for (const socket of [this.client, this.upstream]) {
      if (on) socket.pause();
      else socket.resume();
    }
  }

  cut(): void {
    this.commitIsOpen = false;
    this.onAnswer();
    this.client.destroy();
    this.upstream.destroy();
  }

  private pass(message: WireMessage): void {
    if (this.heldThere) {
      this.heldThere.push(message.bytes);
      return;
    }
    if (this.watch.isMoneyCommit(message)) {
      if (this.holdHere(message)) return;
      this.commitIsOpen = true;
    }
    this.upstream.write(message.bytes);
  }

  private holdHere(message: WireMessage): boolean {
    let taken = false;
    const answered = new Promise<void>((resolve) => {
      taken = this.offer({
        backendPid: this.backend,
        forward: () => this.forward(),
        get answered() {
          return answered;
        },
        release: () => this.release(),
        cut: () => this.cut(),
      });
      this.onAnswer = resolve;
    });
    if (taken) this.heldThere = [message.bytes];
    return taken;
  }

  private forward(): void {
    this.heldBack = [];
    this.commitIsOpen = true;
    for (const bytes of this.heldThere ?? []) this.upstream.write(bytes);
    this.heldThere = undefined;
  }

  private release(): void {
    for (const bytes of this.heldBack ?? []) this.client.write(bytes);
    this.heldBack = undefined;
    this.commitIsOpen = false;
  }

  private passBack(message: WireMessage): void {
    this.backend = backendPid(message) ?? this.backend;
    if (this.commitIsOpen && endsCommit(message)) {
      this.onAnswer();
      // Held back, the server knows nothing of it yet: its commit is still open.
      this.commitIsOpen = this.heldBack !== undefined;
    }
    if (this.heldBack) this.heldBack.push(message.bytes);
    else this.client.write(message.bytes);
  }
}
