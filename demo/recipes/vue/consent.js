import { start } from 'taggate/full';
import { onMounted, onUnmounted, readonly, ref } from 'vue';

/** Whether the condition holds. On a server, and until the component is mounted, it does not. */
export function useConsent(condition) {
	const isHolding = ref(false);
	let off;
	onMounted(() => {
		const look = () => {
			isHolding.value = start().has(condition);
		};
		look();
		off = start().on('change', look);
	});
	onUnmounted(() => off?.());
	return readonly(isHolding);
}
