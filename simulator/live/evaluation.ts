import { z } from 'zod';

export const messageSchema = z.strictObject({ text: z.string().min(1), botId: z.string().min(1) });

export type MessageEvaluation = { intentConfidence: number; sentimentScore: number; intentName: string };

const INTENTS = [
  { intentName: 'cancel_order', confidence: 0.93, words: /\bcancel/i },
  { intentName: 'request_refund', confidence: 0.9, words: /\brefund|money back/i },
  { intentName: 'track_order', confidence: 0.88, words: /\btrack|delivery|\bwhere is/i },
  { intentName: 'reset_password', confidence: 0.91, words: /\bpassword|\blog ?in\b/i },
  { intentName: 'pay_invoice', confidence: 0.84, words: /\binvoice|\bpay\b|\bbill/i },
  { intentName: 'speak_to_human', confidence: 0.95, words: /\bhuman\b|\bagent\b|\bperson\b/i },
  { intentName: 'greeting', confidence: 0.72, words: /^\s*(?:hello|hi|good (?:morning|day|evening))\b/i },
] as const;

const MOODS = [
  { score: -0.85, words: /\bangry|\bfurious|\bhate\b/i },
  { score: -0.7, words: /\bterrible|\bawful|\bworst\b/i },
  { score: -0.4, words: /\bannoy|\bdisappoint|\bstill not\b/i },
  { score: 0.6, words: /\bthank|\bplease\b/i },
  { score: 0.8, words: /\bgreat\b|\bperfect\b|\bexcellent\b/i },
] as const;

const UNKNOWN_CONFIDENCE = 0.12;
const CONTROL_INTENT = 'stated';

function statedNumber(text: string, name: 'confidence' | 'sentiment'): number | null {
  const [, stated] = new RegExp(`\\b${name}=(-?\\d+(?:\\.\\d+)?)`).exec(text) ?? [];
  return stated === undefined ? null : Number(stated);
}

function moodOf(text: string): number {
  const scores = MOODS.filter(({ words }) => words.test(text)).map(({ score }) => score);
  const sum = scores.reduce((total: number, score) => total + score, 0);
  return scores.length === 0 ? 0 : Math.round((sum / scores.length) * 100) / 100;
}

/**
 * Depends on nothing but the text. `confidence=0.42`, `sentiment=-0.8` and `intent=name` in it are what is answered;
 * an empty `intent=` is no intent.
 */
export function evaluationOf(text: string): MessageEvaluation {
  const intent = INTENTS.find(({ words }) => words.test(text));
  const confidence = statedNumber(text, 'confidence');
  const [, stated] = /\bintent=([\w-]*)/.exec(text) ?? [];
  const unnamed = confidence === null ? '' : CONTROL_INTENT;
  return {
    intentConfidence: confidence ?? intent?.confidence ?? UNKNOWN_CONFIDENCE,
    sentimentScore: statedNumber(text, 'sentiment') ?? moodOf(text),
    intentName: stated ?? intent?.intentName ?? unnamed,
  };
}
