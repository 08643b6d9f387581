// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

/**
 * Something that a diagnosis met and that is no cause: ports work in spite of it.
 *
 * @param kind what it is
 * @param text one sentence for people
 */
public record Note(Kind kind, String text) {
    /** What was met. The names never change; later versions may add some. */
    public enum Kind {
        /** The router takes permanent mappings only. */
        PERMANENT_ONLY,
        /** Another program keeps UDP port 1900 for itself, so that announcements are not heard. */
        ANNOUNCEMENTS_NOT_HEARD,
        /** The router answers when it is asked directly, and not by multicast. */
        NO_MULTICAST,
        /** Another gateway is in the network. */
        OTHER_GATEWAY,
        /** Other devices answered that are no gateways. */
        OTHER_DEVICES,
        /** The router's external address cannot be reached from inside its own network. */
        NO_HAIRPIN,
        /** The router restarted a short time ago. */
        RESTARTED,
        /** UPnP is switched off; another control protocol does its work. */
        UPNP_OFF,
        /** Something could not be measured on this system. */
        NOT_MEASURED,
        /** A mapping that was made for the test could not be removed; it ends by itself. */
        TEST_MAPPING_LEFT
    }
}
