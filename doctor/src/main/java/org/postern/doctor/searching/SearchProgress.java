// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.searching;

import java.time.Duration;

/**
 * How far a search has come, and whether more can be expected of it.
 *
 * @param elapsed since it began
 * @param finder what became of the search that other calls make
 * @param overUpnp whether the gateway that it found is controlled over UPnP
 * @param heardByMulticast whether the gateway that it found answered a search by multicast
 * @param ssdpRefused whether nobody listens at the gateway's port of SSDP
 * @param upnpRead whether the description of the gateway that it found was read apart from it
 * @param anyRead whether any other gateway was read
 * @param forbidden whether this machine lets no search out to any default gateway
 * @param anyOpen whether any description is still being read
 */
record SearchProgress(
        Duration elapsed,
        Finder finder,
        boolean overUpnp,
        boolean heardByMulticast,
        boolean ssdpRefused,
        boolean upnpRead,
        boolean anyRead,
        boolean forbidden,
        boolean anyOpen) {
    /** What became of the search that other calls make. */
    enum Finder {
        SEARCHING,
        FOUND,
        FAILED
    }

    /** Most devices answer at once: so long for other gateways, which are worth a note. */
    private static final Duration OTHERS = Duration.ofMillis(300);

    /** Devices answer a search by multicast within a second; one that does not, never hears it. */
    private static final Duration MULTICAST = Duration.ofMillis(1200);

    /** For others, where there is one. */
    private static final Duration WITH_GATEWAY = Duration.ofMillis(2500);

    /** Where there is none. */
    private static final Duration WITHOUT_GATEWAY = Duration.ofSeconds(6);

    boolean isOver() {
        return switch (finder) {
            case SEARCHING -> false;
            case FOUND -> isFoundInFull();
            case FAILED -> !anyOpen && hasLasted(patience());
        };
    }

    /** Who keeps everything in keeps it in at once, so that nobody can be slow. */
    private Duration patience() {
        if (forbidden) {
            return MULTICAST;
        }
        return anyRead ? WITH_GATEWAY : WITHOUT_GATEWAY;
    }

    private boolean isFoundInFull() {
        if (overUpnp) {
            return heardByMulticast && !anyOpen && hasLasted(OTHERS) || hasLasted(MULTICAST);
        }
        // It may speak UPnP, too, and answer late.
        return ssdpRefused || upnpRead || hasLasted(WITH_GATEWAY);
    }

    private boolean hasLasted(Duration time) {
        return elapsed.compareTo(time) >= 0;
    }
}
