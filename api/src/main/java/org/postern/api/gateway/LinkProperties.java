// SPDX-License-Identifier: Apache-2.0
package org.postern.api.gateway;

/**
 * The gateway's physical link to the internet.
 *
 * @param accessType {@code DSL}, {@code POTS}, {@code Cable}, {@code Ethernet} or a word of the
 *     maker's
 * @param upstreamBitsPerSecond the maximum upstream rate, as the router reports it; 0 when unknown
 * @param downstreamBitsPerSecond the maximum downstream rate, as the router reports it; 0 when
 *     unknown
 * @param linkStatus {@code Up}, {@code Down}, {@code Initializing} or {@code Unavailable}
 */
public record LinkProperties(
        String accessType,
        long upstreamBitsPerSecond,
        long downstreamBitsPerSecond,
        String linkStatus) {}
