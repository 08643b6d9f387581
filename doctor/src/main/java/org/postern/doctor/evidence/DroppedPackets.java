// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

/**
 * Packets that arrived and were given to nobody, E9: a firewall of this machine dropped them, or
 * nobody had joined their group.
 *
 * @param measured false where the system does not count them
 * @param count while it was looked at
 * @param noise how many would have come in that time anyway, by what came before
 * @param unicast those of the count that were sent to no group for certain; where the system does
 *     not tell, the whole count
 * @param unicastNoise how many of these would have come anyway
 */
public record DroppedPackets(
        boolean measured, long count, double noise, long unicast, double unicastNoise) {
    /** On systems that do not count them. */
    public static final DroppedPackets NOT_MEASURED = new DroppedPackets(false, 0, 0);

    private static final double NOISE_FACTOR = 1.5;
    private static final int ACCIDENTS = 2;

    /** Where groups are not told apart. */
    public DroppedPackets(boolean measured, long count, double noise) {
        this(measured, count, noise, count, noise);
    }

    /** Whether more arrived than the noise explains. */
    public boolean aboveNoise() {
        return measured && (count > NOISE_FACTOR * noise + ACCIDENTS || unicastAboveNoise());
    }

    /** The same for what was sent to no group: bursts of announcements do not count. */
    public boolean unicastAboveNoise() {
        return measured && unicastOverNoise() > ACCIDENTS;
    }

    /** How many arrived that were sent to no group, and that the noise does not explain. */
    public double unicastOverNoise() {
        return measured ? unicast - NOISE_FACTOR * unicastNoise : 0;
    }
}
