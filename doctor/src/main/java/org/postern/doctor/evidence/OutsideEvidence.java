// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.evidence;

import org.postern.api.doctor.OutsideResult;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a helper outside found, E19 to E21.
 *
 * @param result empty where the helper could not be asked
 * @param failure why it could not be asked; empty where it could
 * @param dropped what arrived while the helper knocked and was given to nobody, E20
 * @param arrived whether this machine saw an attempt that was not completed, E20: it answered, and
 *     the answer was lost
 * @param otherPort what the helper found at another port that was opened for the comparison
 * @param attempts how often the helper knocked while the gateway's packets were counted
 * @param packets how many packets the gateway counted meanwhile that were of the knocks, E21: not
 *     of the questions to the helper, or of others; empty where it does not count, or too much else
 *     passed
 */
public record OutsideEvidence(
        Optional<OutsideResult> result,
        String failure,
        DroppedPackets dropped,
        boolean arrived,
        Optional<OutsideResult.Reached> otherPort,
        int attempts,
        OptionalLong packets) {}
