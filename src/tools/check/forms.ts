/** Forms of consent, and what belongs to a form. */
import type { Tag } from '../html.js';
import type { Page } from './page.js';

export const isForm = (tag: Tag): boolean => tag.name === 'form' && tag.isHtml;
export const isConsentForm = (tag: Tag): boolean => isForm(tag) && 'data-consent-form' in tag.attributes;

/** The form that a field or a button belongs to: the one that it names, else the nearest around it. */
export const findForm = (tag: Tag, { formsById, around }: Page): Tag | undefined => {
	const { form } = tag.attributes;
	return form === undefined ? around(tag).form : formsById.get(form);
};

/** A box that is named after what it grants: as the runtime finds them, around it stands the form. */
export const isConsentBox = (tag: Tag, { around }: Page): boolean => {
	if (tag.name !== 'input' || (tag.attributes.type ?? '').toLowerCase() !== 'checkbox') return false;
	const { form } = around(tag);
	return !!form && isConsentForm(form);
};
