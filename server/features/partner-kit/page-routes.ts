import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorMessages } from '../../../core/messages/errors.ts';
import { realNow } from '../../platform/clock.ts';
import { AppError, statusOfKind } from '../../platform/errors.ts';
import type { App } from '../../platform/http.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { certificationPages } from './certification-pages.ts';
import { enter, leave, sessionDays } from './developers.ts';
import { filePages } from './file-pages.ts';
import { guidePages } from './guide-pages.ts';
import { html } from './html.ts';
import { keyPages } from './key-pages.ts';
import { sendPage } from './layout.ts';
import { one, type Form, type Pages, type Shown } from './pages.ts';
import { requestPages } from './request-pages.ts';
import { sandboxPages } from './sandbox-pages.ts';
import { signaturePages } from './signature-pages.ts';
import {
  ensureOwnForm,
  keepLanguage,
  openVisit,
  readLanguage,
  sayIn,
  sessionCookie,
  type Visit,
} from './visit.ts';
import { webhookPages } from './webhook-pages.ts';

/**
 * The pages of partners' developers under `/partner`: useful without JavaScript, in Vietnamese and English. Who is not signed
 * in is asked for the code the power company gave.
 */
export function developerPages(app: App, runtime: Runtime): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, readForm(new URLSearchParams(body as string))),
  );
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer', bodyLimit: 12_000_000 },
    (_request, body, done) => done(null, body),
  );
  app.setErrorHandler((error, request, reply) => showError(runtime, error, request, reply));
  entrance(app, runtime);
  const pages = signedIn(app, runtime);
  guidePages(pages);
  keyPages(pages, runtime);
  sandboxPages(pages, runtime);
  requestPages(pages);
  signaturePages(pages, runtime);
  webhookPages(pages, runtime);
  filePages(pages);
  certificationPages(pages);
}

function readForm(fields: URLSearchParams): Form {
  const form: Form = Object.create(null) as Form;
  for (const name of new Set(fields.keys())) {
    const values = fields.getAll(name);
    form[name] = values.length > 1 ? values : values[0]!;
  }
  return form;
}

function signedIn(app: App, runtime: Runtime): Pages {
  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    work: (visit: Visit) => Promise<Shown>,
  ): Promise<FastifyReply> => {
    keepLanguage(request, reply);
    const visit = await openVisit(runtime, request);
    const shown = await work(visit);
    if ('to' in shown) return reply.redirect(shown.to, 303);
    return sendPage(reply, { ...shown, ...visit, visit, demo: runtime.config.demo });
  };
  const options = { schema: { hide: true } };
  return {
    get: (path, work) =>
      void app.get(`/partner${path}`, options, (request, reply) =>
        show(request, reply, (visit) => work(visit, request)),
      ),
    post: (path, act) =>
      void app.post(`/partner${path}`, options, (request, reply) =>
        show(request, reply, (visit) => {
          ensureOwnForm(request);
          return act(visit, (request.body ?? {}) as Form, request);
        }),
      ),
  };
}

function entrance(app: App, runtime: Runtime): void {
  const options = { schema: { hide: true } };
  app.get('/partner/enter', options, (request, reply) =>
    showEntrance(runtime, request, reply, { code: String((request.query as Form)['code'] ?? '') }),
  );
  app.post('/partner/enter', options, async (request, reply) => {
    ensureOwnForm(request);
    const token = await enter(runtime, one((request.body ?? {}) as Form, 'code'), realNow());
    reply.setCookie(sessionCookie, token, {
      path: '/partner',
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      maxAge: sessionDays * 86_400,
    });
    return reply.redirect('/partner', 303);
  });
  app.post('/partner/leave', options, async (request, reply) => {
    ensureOwnForm(request);
    const token = request.cookies[sessionCookie];
    if (token !== undefined) await leave(runtime, token);
    return reply.clearCookie(sessionCookie, { path: '/partner' }).redirect('/partner/enter', 303);
  });
}

/** The code is entered by a button and never by following the link alone: programs that look at links in mails would use it up. */
function showEntrance(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  about: { code: string; problem?: string; status?: number },
): FastifyReply {
  keepLanguage(request, reply);
  const lang = readLanguage(request);
  const t = sayIn(lang);
  const body = html` <p>
      <a href="/partner/docs">${t('Tài liệu API', 'API reference')}</a> ·
      <a href="?lang=${lang === 'vi' ? 'en' : 'vi'}">${t('English', 'Tiếng Việt')}</a>
    </p>
    ${about.problem && html`<p class="note wrong">${about.problem}</p>`}
    <p>
      ${t(
        'Trang dành cho người lập trình của ngân hàng, ví điện tử và đơn vị thu hộ. Điện lực gửi mã mời dùng một lần; nhập mã để vào.',
        'For those who build at banks, wallets and collection partners. The power company gives a one-time code; enter it here.',
      )}
    </p>
    <form method="post" action="/partner/enter">
      <label for="code">${t('Mã mời', 'Invitation code')}</label>
      <input
        id="code"
        name="code"
        type="text"
        value="${about.code}"
        required
        autocomplete="off"
        spellcheck="false"
      />
      <button>${t('Vào', 'Enter')}</button>
    </form>`;
  const title = t('Trang cho đối tác thu hộ', 'For collection partners');
  const { demo } = runtime.config;
  return sendPage(reply, { title, body, lang, t, demo, ...(about.status && { status: about.status }) });
}

function showError(
  runtime: Runtime,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = error instanceof AppError ? error : undefined;
  if (known?.code === 'partner_kit.not_signed_in') return reply.redirect('/partner/enter', 303);
  const status = known ? statusOfKind[known.kind] : ((error as { statusCode?: number }).statusCode ?? 500);
  if (!known && status >= 500) request.log.error({ err: error, requestId: request.id }, 'fault');
  const lang = readLanguage(request);
  const t = sayIn(lang);
  const problem = errorMessages[known?.code ?? (status < 500 ? 'request.invalid' : 'internal.fault')][lang];
  if (known?.code === 'partner_kit.wrong_code') {
    return showEntrance(runtime, request, reply, { code: '', problem, status });
  }
  const body = html`<p class="note wrong">${problem}</p>
    <p class="muted">${known?.code} · ${t('mã yêu cầu', 'request id')} <code>${request.id}</code></p>
    <p><a href="/partner">${t('Bắt đầu', 'Start')}</a></p>`;
  return sendPage(reply, {
    title: t('Chưa làm được', 'Not done'),
    body,
    lang,
    t,
    demo: runtime.config.demo,
    status,
  });
}
