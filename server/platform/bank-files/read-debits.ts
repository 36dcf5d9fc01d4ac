import { debitShape, type DebitEvent } from '../../../core/bank-files/debit-file.ts';
import { IsoMessageSink } from '../../../core/bank-files/iso-message.ts';
import { GuardedXmlParser } from '../xml/read-xml.ts';
import { bankFileError, rethrowRefusal } from './errors.ts';
import { openBankFile } from './open-bank-file.ts';

/**
 * Reads a direct debit run (pain.008), a payment order (pain.001) or a status report (pain.002). The events come in
 * batches as the file streams by, and count only when the generator has come to its end, where it returns the format: a
 * file whose declared totals are not those of its transactions throws `bank_files.totals_differ` there.
 */
export async function* readDebits(path: string): AsyncGenerator<DebitEvent[], string> {
  const file = await openBankFile(path);
  try {
    if (file.kind !== 'xml') throw bankFileError('bank_files.unknown_format');
    let events: DebitEvent[] = [];
    const sink = new IsoMessageSink((message) => debitShape(message, (event) => events.push(event)));
    const parser = new GuardedXmlParser(sink);
    for await (const text of file.texts) {
      parser.write(text);
      const batch = events;
      events = [];
      if (batch.length > 0) yield batch;
    }
    parser.end();
    yield events;
    return sink.format!;
  } catch (error) {
    return rethrowRefusal(error);
  } finally {
    await file.close();
  }
}
