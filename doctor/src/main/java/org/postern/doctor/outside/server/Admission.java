// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.outside.server;

import java.net.InetAddress;
import java.util.function.LongSupplier;

/**
 * Decides what is checked: of the address that asks alone, as often and as many as the limits allow.
 * Not safe for several threads.
 */
final class Admission {
    /** Until a check that runs now has ended. */
    private static final long BUSY_SECONDS = 1;

    private final HelperLimits limits;
    private final boolean answersOwnHost;
    private final AskerRates rates;
    private int running;

    Admission(HelperLimits limits, boolean answersOwnHost, LongSupplier nanoTime) {
        this.limits = limits;
        this.answersOwnHost = answersOwnHost;
        this.rates = new AskerRates(limits.checksPerMinute(), limits.rememberedAskers(), nanoTime);
    }

    /**
     * Admits a check, which counts as running until {@link #ended}.
     *
     * @param asker who asks
     * @param local at which of this host's addresses
     * @throws HelperRefusedException where it is refused
     */
    CheckTarget admit(HelperRequest request, InetAddress asker, InetAddress local)
            throws HelperRefusedException {
        if (!request.method().equals("GET")) {
            throw new HelperRefusedException(HelperRefusal.NOT_GET);
        }
        CheckTarget target = CheckTarget.of(request.path());
        // First: what a proxy asks for is about somebody else.
        if (request.forwarded()) {
            throw new HelperRefusedException(HelperRefusal.FORWARDED);
        }
        if (!target.address().equals(asker)) {
            throw new HelperRefusedException(HelperRefusal.OTHER_ADDRESS);
        }
        if (!answersOwnHost && (asker.isLoopbackAddress() || asker.equals(local))) {
            throw new HelperRefusedException(HelperRefusal.OWN_HOST);
        }
        if (running >= limits.checksAtOnce()) {
            throw new HelperRefusedException(HelperRefusal.BUSY, BUSY_SECONDS);
        }
        long wait = rates.use(AskerNetwork.of(asker));
        if (wait > 0) {
            throw new HelperRefusedException(HelperRefusal.TOO_MANY, wait);
        }
        running++;
        return target;
    }

    /** A check has ended. */
    void ended() {
        running--;
    }
}
