// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.status;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How fast data went over a gateway's internet link, in one direction.
 *
 * @param at the end of the time that it is about, which begins at the point before
 * @param bytesPerSecond the mean over that time; empty where it is not known, such as after the
 *     gateway restarted
 */
public record TrafficPoint(Instant at, OptionalDouble bytesPerSecond) {}
