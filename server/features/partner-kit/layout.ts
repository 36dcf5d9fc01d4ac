import type { FastifyReply } from 'fastify';
import { html, Html } from './html.ts';
import type { Language, Say, Visit } from './visit.ts';

const places = [
  ['', 'Bắt đầu', 'Start'],
  ['/keys', 'Khóa', 'Keys'],
  ['/sandbox', 'Mô phỏng', 'Sandbox'],
  ['/requests', 'Nhật ký', 'Requests'],
  ['/signature', 'Gỡ lỗi chữ ký', 'Signatures'],
  ['/webhooks', 'Webhook', 'Webhooks'],
  ['/file', 'Tệp đối soát', 'File check'],
  ['/certification', 'Chứng nhận', 'Certification'],
] as const;

interface Page {
  title: string;
  body: Html;
  lang: Language;
  t: Say;
  demo: boolean;
  visit?: Visit;
  status?: number;
}

/** Sends a page that no cache keeps: it may show a secret. */
export function sendPage(reply: FastifyReply, page: Page): FastifyReply {
  return reply
    .code(page.status ?? 200)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(render(page).text);
}

function render({ title, body, lang, t, demo, visit }: Page): Html {
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} – tiendien</title>
        <style>
          ${styles}
        </style>
      </head>
      <body>
        ${demo && html`<p class="demo">${t('Dữ liệu mẫu – không phải khách hàng thật', 'Sample data – not real customers')}</p>`}
        ${visit && header(visit)}
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}

function header(visit: Visit): Html {
  const { t, developer, place, sandbox, lang } = visit;
  const suffix = place.name === 'live' ? '?place=live' : '';
  const word = place.name === 'live' ? t('THẬT', 'LIVE') : t('THỬ', 'TEST');
  return html`<header class="${place.name}">
    <p>
      <strong>${developer.partner_name}</strong> · ${developer.company.name} ·
      <span class="place">${word}</span>
      ${place.name === 'live' && sandbox && html` <a href="?place=sandbox">${t('Sang môi trường thử', 'Switch to test')}</a>`}
      ${place.name === 'sandbox' && html` <a href="?place=live">${t('Sang môi trường thật', 'Switch to live')}</a>`}
      · <a href="?lang=${lang === 'vi' ? 'en' : 'vi'}">${t('English', 'Tiếng Việt')}</a>
    </p>
    <nav>
      ${places.map(([path, vi, en]) => html`<a href="/partner${path}${suffix}">${t(vi, en)}</a> `)}
      <a href="/partner/docs">${t('Tài liệu API', 'API reference')}</a>
    </nav>
    <form method="post" action="/partner/leave" class="leave">
      ${developer.developer_name} <button class="quiet">${t('Thoát', 'Sign out')}</button>
    </form>
  </header>`;
}

/** A hidden field that keeps a form in the place its page is about. */
export function placeField(visit: Visit): Html {
  return html`<input type="hidden" name="place" value="${visit.place.name}" />`;
}

/** An instant in Vietnam's time: 20/11/2026 10:12:45. */
export function showInstant(at: Date | null): string {
  if (at === null) return '–';
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Ho_Chi_Minh',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return parts.format(at).replace(',', '');
}

const styles =
  new Html(`:root{color-scheme:light dark;--ink:#1a1d21;--muted:#4a5159;--line:#d5dade;--paper:#fff;--blue:#0b5394;--wash:#f4f6f8;--good:#1b6e3c;--bad:#a3261d;--test:#7a4b00}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--muted:#aeb6bf;--line:#3a424a;--paper:#16191d;--blue:#8ab8e6;--wash:#20252b;--good:#7fd0a0;--bad:#f09a92;--test:#f0c070}}
*{box-sizing:border-box}body{margin:0 auto;max-width:76rem;padding:0 16px 64px;font:16px/1.55 "Be Vietnam Pro",system-ui,sans-serif;color:var(--ink);background:var(--paper)}
p.demo{margin:0 -16px;padding:6px 16px;background:#ffd84d;color:#1a1d21;text-align:center;font-weight:600}
header{border-bottom:4px solid var(--test);padding:12px 0 8px;display:flex;flex-wrap:wrap;gap:4px 24px;align-items:center}header.live{border-color:var(--good)}
header p{margin:0;flex:1 1 100%}nav{display:flex;flex-wrap:wrap;gap:4px 20px;flex:1}nav a{padding:6px 0}.place{font-weight:700;color:var(--test)}.live .place{color:var(--good)}
h1{font-size:28px;line-height:1.35;margin:24px 0 12px}h2{font-size:21px;line-height:1.35;margin:36px 0 8px}h3{font-size:17px;margin:24px 0 4px}
a{color:var(--blue)}code,.mono{font:14px ui-monospace,monospace;overflow-wrap:anywhere}pre{background:var(--wash);padding:12px 16px;overflow:auto;font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:12px 0}caption{text-align:left;font-weight:600;padding:8px 0}th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line)}th{color:var(--muted);font-weight:600}td.n{text-align:right;font-variant-numeric:tabular-nums}
label{display:block;margin:12px 0 4px;font-weight:600}label.line{font-weight:400}input[type=text],input[type=url],input[type=file],select,textarea{width:100%;max-width:48rem;padding:10px 12px;font:inherit;line-height:1.4;color:inherit;background:var(--paper);border:1px solid var(--muted);border-radius:4px}textarea{font:14px/1.5 ui-monospace,monospace;min-height:8rem}
button{margin:12px 8px 0 0;padding:10px 16px;font:inherit;font-weight:600;color:var(--paper);background:var(--blue);border:1px solid var(--blue);border-radius:4px;cursor:pointer}form>input[type=text]+button,form>input[type=url]+button,form>input[type=file]+button{display:block}button.quiet{color:var(--blue);background:none;padding:4px 10px;margin-top:0}form.leave{margin:0}td form{display:inline}
.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}.note{border-left:4px solid var(--blue);background:var(--wash);padding:12px 16px;margin:16px 0}.note.wrong{border-color:var(--bad)}.muted{color:var(--muted)}mark{background:#ffd84d;color:#1a1d21}
@media(max-width:640px){nav{flex:1 1 100%}th,td{display:block;border:0;padding:2px 0}td.n{text-align:left}thead{display:none}tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}}
@media print{header nav,form,button{display:none}body{font-size:12px}}`);
