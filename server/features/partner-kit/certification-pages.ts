import { certificationSteps, type CertificationStep } from '../../../core/certification.ts';
import { listShownSteps, type ShownStep } from './certify.ts';
import { html } from './html.ts';
import { showInstant } from './layout.ts';
import type { Pages } from './pages.ts';
import type { Place } from './visit.ts';

type Words = [vi: string, en: string];

const words: Record<CertificationStep, Words> = {
  inquiry: ['Hỏi nợ có chữ ký đúng', 'Signed inquiry'],
  hold: ['Giữ hóa đơn trước khi trừ tiền', 'Hold before the debit'],
  payment: ['Trả tiền', 'Payment'],
  replay: [
    'Gửi lại cùng reference, nhận lại đúng giao dịch cũ',
    'The same reference again: the same payment is answered',
  ],
  conflict: ['Cùng reference, nội dung khác: bị từ chối', 'The same reference with another content: refused'],
  refusal: [
    'Nhận và hiểu một lời từ chối (đã trả, đang giữ, sai số tiền…)',
    'A refusal taken and understood (paid, held, wrong amount…)',
  ],
  status: ['Hỏi trạng thái bằng reference', 'Status by reference'],
  status_after_unknown: ['Hỏi trạng thái sau khi chưa rõ kết quả', 'Status asked after an unknown outcome'],
  reversal: ['Hủy giao dịch trong ngày', 'Reversal on the same day'],
  clock_refused: ['Giờ ký lệch quá năm phút: bị từ chối', 'A clock more than five minutes off: refused'],
  signature_refused: ['Chữ ký hoặc mã băm sai: bị từ chối', 'A wrong signature or digest: refused'],
  webhook: ['Webhook đến nơi và được nhận (2xx)', 'A webhook arrived and was taken (2xx)'],
  file_checked: ['Tệp đối soát đọc được, không dòng lỗi', 'The reconciliation file reads without an error'],
};

/** Whether every step was shown in a place. */
export async function hasShownAll(place: Place): Promise<boolean> {
  const shown = new Set((await listShownSteps(place.db, place.partnerId)).map(({ step }) => step));
  return certificationSteps.every((step) => shown.has(step));
}

/** The checklist that fills itself from what the partner's programs did. */
export function certificationPages(pages: Pages): void {
  pages.get('/certification', async ({ t, place, developer, now }) => {
    const shown = new Map<string, ShownStep>(
      (await listShownSteps(place.db, place.partnerId)).map((step) => [step.step, step]),
    );
    const done = certificationSteps.filter((step) => shown.has(step)).length;
    return {
      title: t('Chứng nhận', 'Certification'),
      body: html` <p>
          ${developer.partner_name} · ${developer.company.name} · ${t('ngày', 'day')} ${showInstant(now)}
        </p>
        <p class="note">
          ${
            done === certificationSteps.length
              ? html`<span class="good"
                  >✓ ${t('Đã đủ. Có thể tạo khóa thật.', 'Complete. A live key may be made.')}</span
                >`
              : html`${done}/${certificationSteps.length}
                ${t('bước; các bước tự đánh dấu khi chương trình của bạn làm được.', 'steps; each ticks itself when your program has done it.')}`
          }
        </p>
        <table>
          <thead>
            <tr>
              <th>${t('Bước', 'Step')}</th>
              <th>${t('Kết quả', 'Shown')}</th>
              <th>${t('Yêu cầu', 'By request')}</th>
            </tr>
          </thead>
          <tbody>
            ${certificationSteps.map((step) => {
              const at = shown.get(step);
              return html`<tr>
                <td>${t(...words[step])}</td>
                <td>
                  ${at ? html`<span class="good">✓ ${showInstant(at.shown_at)}</span>` : html`<span class="muted">– ${t('chưa', 'not yet')}</span>`}
                </td>
                <td>
                  ${at?.request_id && html`<a href="/partner/requests?place=${place.name}&find=${at.request_id}"><code>${at.request_id}</code></a>`}
                </td>
              </tr>`;
            })}
          </tbody>
        </table>
        <p class="muted">
          ${t('In trang này làm biên bản chứng nhận.', 'Print this page as the record of certification.')}
        </p>`,
    };
  });
}
