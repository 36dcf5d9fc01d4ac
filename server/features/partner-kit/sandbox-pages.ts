import { readClock } from '../../platform/clock.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { fillSandbox } from './fill-sandbox.ts';
import { html } from './html.ts';
import type { Pages } from './pages.ts';
import { makeSandboxPartner } from './sandbox.ts';
import { scenarioCode, scenarios, scenarioWords } from './scenarios.ts';

/** The sandbox: one customer for each thing to rehearse. */
export function sandboxPages(pages: Pages, runtime: Runtime): void {
  const title = 'Sandbox';
  pages.get('/sandbox', async ({ t, lang, sandbox }) => ({
    title: t('Mô phỏng', title),
    body: sandbox
      ? html`<p>
            ${t(
              'Cùng một chương trình và quy tắc như thật, trong sổ riêng không có tiền của ai. Mỗi tình huống là một mã khách hàng của riêng bạn.',
              'The same program and rules as live, in books of its own without anybody’s money. Each scenario is a customer code of your own.',
            )}
          </p>
          <table>
            <thead>
              <tr>
                <th>${t('Mã khách hàng', 'Customer code')}</th>
                <th>${t('Làm gì', 'What to do')}</th>
                <th>${t('Nhận gì', 'What is answered')}</th>
              </tr>
            </thead>
            <tbody>
              ${scenarios.map((scenario) => {
                const { does, answers } = scenarioWords[scenario];
                return html`<tr>
                  <td><code>${scenarioCode(sandbox.partnerId, scenario)}</code></td>
                  <td>${does[lang]}</td>
                  <td>${answers[lang]}</td>
                </tr>`;
              })}
            </tbody>
          </table>
          <form method="post" action="/partner/sandbox">
            <button>${t('Phát hành hóa đơn mới', 'Publish new bills')}</button>
          </form>
          <p class="muted">
            ${t('Giờ ký lệch, chữ ký sai, gửi lại: dùng chính khóa thử; câu trả lời như thật.', 'Wrong clock, wrong signature, repeats: use the test key itself; the answers are as live.')}
          </p>`
      : html`<p>
            ${t('Chưa có môi trường thử. Tạo mất vài giây.', 'There is no sandbox yet. Making it takes some seconds.')}
          </p>
          <form method="post" action="/partner/sandbox">
            <button>${t('Tạo môi trường thử', 'Make my sandbox')}</button>
          </form>`,
  }));

  pages.post('/sandbox', async ({ developer }) => {
    const place = await makeSandboxPartner(runtime, developer);
    const clock = await readClock(runtime.platform);
    await fillSandbox(runtime, place, clock);
    return { to: '/partner/sandbox' };
  });
}
