// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.port.mapping;

import org.postern.api.gateway.PortMapping;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The descriptions of mappings that are made for a test: they say what they are, and no two are the
 * same, which some routers refuse (quirk A21).
 */
public final class TestName {
    private static final String START = "Postern test ";

    /** With these, no longer than the routers take that have the shortest limit but one (A22). */
    private static final int DIGITS = 3;

    private static final int NAMES = 1 << (4 * DIGITS);

    /** What the routers keep that have the shortest limit (A22). */
    private static final String CUT = START.substring(0, 11);

    private TestName() {}

    public static String next(RandomGenerator random) {
        return START + HexFormat.of().toHexDigits(random.nextInt(NAMES), DIGITS);
    }

    /** Whether a mapping was made for a test, now or by a process that was killed. */
    public static boolean isOf(PortMapping mapping) {
        return mapping.description().startsWith(CUT);
    }
}
