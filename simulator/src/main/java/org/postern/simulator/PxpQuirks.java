// SPDX-License-Identifier: Apache-2.0
package org.postern.simulator;

import org.postern.simulator.pxp.PxpRules;

import java.util.Arrays;

/** How PCP and NAT-PMP are spoken: chapter P of {@code docs/quirks.md}. */
final class PxpQuirks {
    private static final int HEADER = 24;
    private static final int NAT_PMP_MAP_REPLY = 16;
    private static final int UNSUPPORTED_VERSION = 1;
    private static final long NEAR_THE_END = 0xFFFF_FF00L;

    /** So long that hardly any test sees the epoch wrap, which is taken from the time of day. */
    private static final long THREE_YEARS = 100_000_000;

    private PxpQuirks() {}

    static void apply(PxpQuirk quirk, PxpRules rules) {
        switch (quirk) {
            case NATPMP_ONLY -> rules.speak(settings -> settings.speaking(false, true));
            case NATPMP_DROPS_V2 -> {
                rules.speak(settings -> settings.speaking(false, true));
                rules.drop(request -> request[0] == 2);
            }
            case PCP_ONLY -> {
                rules.speak(settings -> settings.speaking(true, false));
                rules.editReplies(PxpQuirks::versionAlone);
            }
            case PXP_REFUSED -> rules.speak(settings -> settings.over(false, false));
            case PXP_SILENT -> rules.drop(request -> true);
            case PCP_OVER_IPV6_ONLY -> rules.speak(settings -> settings.over(false, true));
            case PMP_PORT_0_SILENT -> rules.drop(PxpQuirks::suggestsPort0);
            case PXP_NOT_AUTHORIZED -> rules.refuseMaps();
            case PCP_NO_RESOURCES -> rules.haveNoRoom();
            case PCP_MISMATCH -> rules.mismatchAddresses();
            case PCP_SHORT_ERROR ->
                    rules.editReplies(
                            reply ->
                                    reply.length > HEADER && reply[0] == 2 && reply[3] != 0
                                            ? Arrays.copyOf(reply, HEADER)
                                            : reply);
            case PREFER_FAILURE_IGNORED -> rules.ports().ignorePreferFailure();
            case PXP_NEXT_PORT -> rules.ports().takeWanted();
            case ONE_EXTERNAL_PER_INTERNAL -> rules.ports().keepFirst();
            case SHORT_LIVED_PORTS -> rules.ports().giveRandom();
            case PMP_LIFETIME_OVERFLOWS -> rules.ports().overflow();
            case PMP_PORT_8_BITS -> rules.editReplies(PxpQuirks::lowerBits);
            case NONCE_TAKEN_OVER -> rules.pinholes().letTakeOver();
            case NONCE_STRICT -> rules.ports().keepNonce();
            case PINHOLE_STUCK -> rules.pinholes().keepRenewed();
            case PINHOLE_PORT_0 -> rules.pinholes().clearPort();
            case PINHOLE_NO_RENEWAL -> rules.pinholes().refuseRenewals();
            case EPOCH_GOES_ON -> rules.startEpoch(now -> now.getEpochSecond() % THREE_YEARS);
            case EPOCH_80_YEARS -> rules.startEpoch(now -> NEAR_THE_END);
            case NO_ANNOUNCEMENTS -> rules.announcements().neverAnnounce();
            case STALE_ANNOUNCEMENT -> rules.announcements().announceAddressOnly();
            case ANNOUNCE_THRICE -> rules.announcements().announceThrice();
            case PRIVATE_PXP -> rules.reportAddress("10.1.2.3");
            case PMP_3_PCP_OK -> {
                rules.reportAddress("10.1.2.3");
                rules.mapBehindNat();
            }
            case PXP_OTHER_SOURCE -> rules.answerFromElsewhere();
            case PXP_LATE_TWICE -> rules.answerLateAndTwice();
        }
    }

    private static boolean suggestsPort0(byte[] request) {
        boolean map = request[0] == 0 && (request[1] == 1 || request[1] == 2);
        boolean lasts = request.length >= 12 && !Arrays.equals(request, 8, 12, new byte[4], 0, 4);
        return map && lasts && request[6] == 0 && request[7] == 0;
    }

    private static byte[] versionAlone(byte[] reply) {
        return reply.length == HEADER && reply[3] == UNSUPPORTED_VERSION
                ? Arrays.copyOf(reply, 2)
                : reply;
    }

    private static byte[] lowerBits(byte[] reply) {
        if (reply[0] != 0 || reply.length != NAT_PMP_MAP_REPLY) {
            return reply;
        }
        byte[] cut = reply.clone();
        cut[8] = 0;
        return cut;
    }
}
