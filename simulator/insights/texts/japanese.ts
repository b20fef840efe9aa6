import type { LanguageTexts } from './language-texts.js';

export const JAPANESE: LanguageTexts = {
  harmless: {
    keyword: ['返金', '配送の遅れ', '注文 {number}', '料金プランの変更'],
    summary: [
      'お客様は注文 {number} の到着日を尋ねています。3営業日以内の配送を約束しました。',
      '請求書に49.90ユーロが二重に記載されています。14日以内に片方を返金します。',
    ],
    sentiment: ['最初は注文 {number} の件で不満、最後は満足', '終始おだやかな様子'],
    topic: ['返品と返金', '注文 {number} の配送', '技術的な不具合'],
  },
  masked: [
    '[name] 様のカード [card number] が停止されたため、新しいカードを希望。',
    '注文 {number} の件で [phone number] に折り返し電話。',
    'お客様: REDACTED。理由: 配送の遅れ。',
  ],
  personal: {
    email: '注文 {number} の請求書は {value} に送ってください。',
    phone: '午後は {value} に電話できます。',
    card: 'カード {value} での支払いは拒否されました。',
    iban: '返金先の口座は {value} です。',
    nationalId: '本人確認のためマイナンバー {value} を伺いました。',
    ipAddress: '不具合は {value} からのみ発生しました。',
    credential: 'お客様が伝えたパスワード: {value}',
    token: 'お客様が読み上げた記録に Authorization: Bearer {value}',
    streetAddress: '注文 {number} は {value} に届けてください。',
    personName: '私の名前は {value} です。注文 {number} をまだ待っています。',
  },
};
