// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.verdict;

import org.postern.api.doctor.Note;

/**
 * Something that was met and is no cause, without words.
 *
 * @param kind what it is
 * @param facts what the words may tell
 */
public record Finding(Note.Kind kind, Facts facts) {}
