// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

/**
 * Packets that arrived and were given to nobody, E9: a firewall of this machine dropped them, or
 * nobody had joined their group.
 *
 * @param measured false where the system does not count them
 * @param count while it was looked at
 * @param noise how many would have come in that time anyway, by what came before
 */
public record DroppedPackets(boolean measured, long count, double noise) {
    /** On systems that do not count them. */
    public static final DroppedPackets NOT_MEASURED = new DroppedPackets(false, 0, 0);

    /** Whether more arrived than the noise explains. */
    public boolean aboveNoise() {
        return measured && count > 1.5 * noise + 2;
    }
}
