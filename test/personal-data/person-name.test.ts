import { describe, expect, it } from 'vitest';
import { found } from './found.js';

describe('names of persons', () => {
  it.each([
    ['Mr. John Sample called', 'John Sample'],
    ['Mr. van der Sample called', 'van der Sample'],
    ['Frau Müller-Muster ist da', 'Müller-Muster'],
    ['Mme Zoé Modèle', 'Zoé Modèle'],
    ['my name is Jane Q. Specimen', 'Jane Q. Specimen'],
    ['Customer name: Anna Sample', 'Anna Sample'],
    ['ik heet Sanne van Proef', 'Sanne van Proef'],
    ['Kind regards, Sam Sample', 'Sam Sample'],
    ['田中様から電話', '田中'],
    ['je m’appelle Zoé d’Exemple', 'Zoé d’Exemple'],
    ['私は鈴木と申します', '鈴木'],
    ['私の名前は見本 太郎です', '見本 太郎'],
    ['私の名前はマリア・サンプルです。', 'マリア・サンプル'],
    ['氏名: 例山', '例山'],
  ])('are found in %j', (text, name) => {
    expect(found(text)).toEqual([`personName: ${name}`]);
  });

  it.each([
    'my name is misspelled',
    'Product name: Turbo Clean',
    'Mr. and Mrs. were fine',
    'お客様は不満',
    '担当者様に伝言',
    '製品の仕様が変更',
    '製品の名前はターボです',
    '名前は不明です',
  ])('are not seen in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
