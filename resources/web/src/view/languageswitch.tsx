// SPDX-License-Identifier: GPL-3.0-or-later

import { useWords } from './words';

/** Offers the other language, written in that language. */
export const LanguageSwitch = () => {
  const { locale, speak } = useWords();
  const other = locale.language === 'en' ? 'zh-CN' : 'en';
  return (
    <button type="button" class="quiet" lang={other} onClick={() => { speak(other); }}>{locale.say('menu.language')}</button>
  );
};
