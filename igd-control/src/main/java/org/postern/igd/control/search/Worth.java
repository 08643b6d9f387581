// SPDX-License-Identifier: Apache-2.0
package org.postern.igd.control.search;

/** What a device that was read is worth to somebody who waits for gateways, the best first. */
public enum Worth {
    /** A valid gateway. */
    VALID,
    /** Valid, but with the old services only. */
    LAST_RESORT,
    /** Says that it is not connected, and yet has an address. */
    DOUBTFUL,
    /** Its WAN service answers that it is not connected. */
    OFFLINE,
    /** Its WAN service does not answer. */
    SILENT,
    /** It has none. */
    NO_GATEWAY,
    /** Its description could not be read. */
    UNREAD;

    /**
     * Whether its WAN service could be asked.
     *
     * @return true when it answered at all
     */
    public boolean answers() {
        return compareTo(OFFLINE) <= 0;
    }

    static Worth of(IgdDevice device) {
        if (device.description().isEmpty()) {
            return UNREAD;
        }
        if (device.verdict().gateway().isEmpty()) {
            return NO_GATEWAY;
        }
        if (device.validGateway()) {
            return device.lastResort() ? LAST_RESORT : VALID;
        }
        return switch (device.verdict().standing()) {
            case DOUBTFUL -> DOUBTFUL;
            case DISCONNECTED -> OFFLINE;
            default -> SILENT;
        };
    }
}
