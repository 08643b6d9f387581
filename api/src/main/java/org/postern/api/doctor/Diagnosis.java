// SPDX-License-Identifier: Apache-2.0
package org.postern.api.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an examination came to. One cause, from this machine outwards: the first layer that fails is
 * named, and later ones are not judged. Where two faults are there at once the inner one is named,
 * so that it is worth another examination after that one is cured.
 *
 * @param cause the first that holds; {@link Cause#OK} when nothing is wrong
 * @param alternatives what looks the same as the cause from here; empty unless two look alike
 * @param confidence {@link Confidence#MEDIUM} where there are alternatives
 * @param message what is wrong, in one sentence or more; where there are alternatives, one line for
 *     the cause and then one for each of them
 * @param next the one thing to do next; without the options of any command
 * @param check what tells the cause from its alternatives; empty without alternatives
 * @param remedy the next step as data; empty where no program can offer it
 * @param works whether ports can be opened, as far as it was looked at; with a port: whether this
 *     one is open or could be opened
 * @param gateway the id of the gateway that was examined; empty when there was none
 * @param gatewayName its name for people; may be empty
 * @param notes what else was met
 * @param observations what was looked at, from this machine outwards
 * @param took how long it took
 */
public record Diagnosis(
        Cause cause,
        List<Cause> alternatives,
        Confidence confidence,
        String message,
        String next,
        String check,
        Optional<Remedy> remedy,
        boolean works,
        Optional<String> gateway,
        String gatewayName,
        List<Note> notes,
        List<Observation> observations,
        Duration took) {
    /** Copies the lists. */
    public Diagnosis {
        alternatives = List.copyOf(alternatives);
        notes = List.copyOf(notes);
        observations = List.copyOf(observations);
    }
}
