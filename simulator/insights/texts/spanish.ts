import type { LanguageTexts } from './language-texts.js';

export const SPANISH: LanguageTexts = {
  harmless: {
    keyword: ['reembolso', 'retraso en la entrega', 'pedido {number}', 'cambio de tarifa'],
    summary: [
      'El cliente pregunta cuándo llegará el pedido {number}. El agente promete la entrega en 3 días laborables.',
      'La factura muestra 49,90 EUR dos veces. Uno de los cargos se devolverá en un plazo de 14 días.',
    ],
    sentiment: ['Molesto al principio por el pedido {number}, satisfecho al final', 'Amable en todo momento'],
    topic: ['Devoluciones y reembolsos', 'Entrega del pedido {number}', 'Avería técnica'],
  },
  masked: [
    '[name] pide una tarjeta nueva porque [card number] está bloqueada.',
    'Devolver la llamada a [phone number] por el pedido {number}.',
    'Cliente: REDACTED. Motivo: retraso en la entrega.',
  ],
  personal: {
    email: 'Envíe la factura del pedido {number} a {value}, por favor.',
    phone: 'Se puede llamar al cliente por la tarde al teléfono {value}.',
    card: 'El pago con la tarjeta {value} fue rechazado.',
    iban: 'El reembolso se hará a la cuenta {value}.',
    nationalId: 'El cliente se identificó con el DNI {value}.',
    ipAddress: 'La avería solo se vio desde la dirección {value}.',
    credential: 'El cliente dijo al agente su contraseña: {value}',
    token: 'En el registro que leyó el cliente pone Authorization: Bearer {value}',
    streetAddress: 'Entregar el pedido {number} en {value}, 28013 Madrid.',
    personName: 'Me llamo {value} y sigo esperando el pedido {number}.',
  },
};
