/* Sentences for the tasks that a site gives, in the languages that this sandbox writes. */

import type { Language } from './language.ts';

export interface Phrases {
	/** Why to follow a link to a page. */
	reason: (title: string) => string;
	/** A message and an action about a sentence of so many words. */
	findings: ((words: number) => [message: string, action: string])[];
	/** Sentences of a draft, about a point of its outline under its title. */
	sentences: ((point: string, title: string) => string)[];
}

const phrases: Record<Language, Phrases> = {
	en: {
		reason: (title) => `Readers who want to know more find it under “${title}”.`,
		findings: [
			(words) => [`This sentence has ${words} words; readers lose the thread.`, 'Split it into two sentences.'],
			() => ['The page opens without saying what the reader gains.', 'Begin with the answer to the question that brought the reader here.'],
			() => ['This claim stands alone; a careful reader will doubt it.', 'Say how you know it, or leave it out.'],
		],
		sentences: [
			(point, title) => `${point} is a good place to begin with “${title}”.`,
			(point) => `It helps to look at ${point} step by step, and to try each step before the next.`,
			(point, title) => `Those who know ${point} well find the rest of “${title}” easier.`,
			(point) => `A common mistake is to hurry, although ${point} rewards a little patience.`,
			(point) => `Write down what works for you, so that ${point} goes better the next time.`,
		],
	},
	de: {
		reason: (title) => `Wer mehr wissen möchte, findet es unter „${title}“.`,
		findings: [
			(words) => [`Dieser Satz hat ${words} Wörter; viele Leser verlieren den Faden.`, 'Teilen Sie ihn in zwei Sätze.'],
			() => ['Die Seite beginnt, ohne zu sagen, was der Leser davon hat.', 'Beginnen Sie mit der Antwort auf die Frage, die den Leser hergeführt hat.'],
			() => ['Diese Behauptung steht allein; aufmerksame Leser werden sie bezweifeln.', 'Sagen Sie, woher Sie es wissen, oder lassen Sie es weg.'],
		],
		sentences: [
			(point, title) => `${point} ist ein guter Anfang für „${title}“.`,
			(point) => `Es hilft, ${point} Schritt für Schritt anzugehen und jeden Schritt erst auszuprobieren.`,
			(point, title) => `Wer ${point} gut kennt, dem fällt der Rest von „${title}“ leichter.`,
			(point) => `Viele haben es zu eilig, obwohl ${point} ein wenig Geduld belohnt.`,
			(point) => `Schreiben Sie auf, was sich bewährt, damit ${point} beim nächsten Mal besser gelingt.`,
		],
	},
	fr: {
		reason: (title) => `Pour en savoir plus, le lecteur trouvera « ${title} ».`,
		findings: [
			(words) => [`Cette phrase compte ${words} mots ; beaucoup de lecteurs perdent le fil.`, 'Coupez-la en deux phrases.'],
			() => ['La page commence sans dire ce que le lecteur y gagne.', 'Commencez par la réponse à la question qui a amené le lecteur.'],
			() => ['Cette affirmation est isolée ; un lecteur attentif en doutera.', 'Dites comment vous le savez, ou supprimez-la.'],
		],
		sentences: [
			(point, title) => `${point} est un bon point de départ pour « ${title} ».`,
			(point) => `Il est utile d’aborder ${point} étape par étape, et d’essayer chaque étape avant la suivante.`,
			(point, title) => `Qui connaît bien ${point} trouvera le reste de « ${title} » plus facile.`,
			(point) => `Une erreur fréquente est de se presser, alors que ${point} récompense un peu de patience.`,
			(point) => `Notez ce qui vous réussit, afin que ${point} se passe mieux la prochaine fois.`,
		],
	},
	es: {
		reason: (title) => `Quien quiera saber más lo encontrará en «${title}».`,
		findings: [
			(words) => [`Esta frase tiene ${words} palabras; muchos lectores pierden el hilo.`, 'Divídala en dos frases.'],
			() => ['La página empieza sin decir qué gana el lector.', 'Empiece con la respuesta a la pregunta que trajo al lector.'],
			() => ['Esta afirmación está sola; un lector atento la pondrá en duda.', 'Diga cómo lo sabe, o quítela.'],
		],
		sentences: [
			(point, title) => `${point} es un buen comienzo para «${title}».`,
			(point) => `Conviene ver ${point} paso a paso, y probar cada paso antes del siguiente.`,
			(point, title) => `Quien conoce bien ${point} encuentra más fácil el resto de «${title}».`,
			(point) => `Un error común es ir deprisa, aunque ${point} premia un poco de paciencia.`,
			(point) => `Anote lo que le funciona, para que ${point} salga mejor la próxima vez.`,
		],
	},
	ar: {
		reason: (title) => `من يريد معرفة المزيد يجده في «${title}».`,
		findings: [
			(words) => [`تتكون هذه الجملة من ${words} كلمة، وقد يفقد القارئ الخيط.`, 'قسّمها إلى جملتين.'],
			() => ['تبدأ الصفحة دون أن تقول ما الذي يستفيده القارئ.', 'ابدأ بالجواب عن السؤال الذي جاء بالقارئ إلى هنا.'],
			() => ['هذا القول بلا دليل، وقد يشك فيه القارئ المتأني.', 'اذكر مصدره أو احذفه.'],
		],
		sentences: [
			(point, title) => `${point} بداية جيدة لموضوع «${title}».`,
			(point) => `من المفيد النظر في ${point} خطوة بعد خطوة، وتجربة كل خطوة قبل التالية.`,
			(point, title) => `من يعرف ${point} جيداً يجد بقية «${title}» أسهل.`,
			(point) => `من الأخطاء الشائعة الاستعجال، مع أن ${point} يكافئ القليل من الصبر.`,
			(point) => `دوّن ما ينجح معك حتى يكون ${point} أفضل في المرة القادمة.`,
		],
	},
};

/** Undefined for a language that this sandbox does not write: it then has only the words it was given. */
export function phrasesOf(locale: string): Phrases | undefined {
	const language = /^[a-z]{2}(?=$|[_-])/i.exec(locale)?.[0].toLowerCase();
	return Object.entries(phrases).find(([name]) => name === language)?.[1];
}
