import type { LanguageTexts } from './language-texts.js';

export const PORTUGUESE: LanguageTexts = {
  harmless: {
    keyword: ['reembolso', 'atraso na entrega', 'pedido {number}', 'mudança de plano'],
    summary: [
      'O cliente pergunta quando chega o pedido {number}. O agente promete a entrega em 3 dias úteis.',
      'A fatura mostra 49,90 EUR duas vezes. Um dos valores será devolvido em até 14 dias.',
    ],
    sentiment: ['Irritado no início por causa do pedido {number}, satisfeito no fim', 'Gentil o tempo todo'],
    topic: ['Devoluções e reembolsos', 'Entrega do pedido {number}', 'Falha técnica'],
  },
  masked: [
    '[name] pede um cartão novo porque [card number] foi bloqueado.',
    'Retornar a ligação para [phone number] sobre o pedido {number}.',
    'Cliente: REDACTED. Motivo: atraso na entrega.',
  ],
  personal: {
    email: 'Envie a fatura do pedido {number} para {value}, por favor.',
    phone: 'O cliente atende à tarde no telefone {value}.',
    card: 'O pagamento com o cartão {value} foi recusado.',
    iban: 'O reembolso vai para a conta {value}.',
    nationalId: 'O cliente confirmou o CPF {value}.',
    ipAddress: 'A falha só foi vista a partir do endereço {value}.',
    credential: 'O cliente disse a sua senha: {value}',
    token: 'O registro que o cliente leu contém Authorization: Bearer {value}',
    streetAddress: 'Entregar o pedido {number} na {value}, São Paulo.',
    personName: 'Meu nome é {value} e ainda espero o pedido {number}.',
  },
};
