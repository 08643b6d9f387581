// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/**
 * How often a gateway was asked, since it was found. Both only grow.
 *
 * @param calls questions and requests to one of its control protocols, each as one, whatever a
 *     protocol sends for it; 0 or more
 * @param failedCalls those of them that the gateway refused or did not answer; 0 to {@code calls}
 */
public record CallStatistics(long calls, long failedCalls) {
    /** Of a gateway that was never asked, or that nobody counts for. */
    public static final CallStatistics NONE = new CallStatistics(0, 0);
}
