// SPDX-License-Identifier: Apache-2.0
/** What evidence comes to, as data: a cause, what looks the same, and facts for the words. */
@NullMarked
package org.postern.doctor.verdict;

import org.jspecify.annotations.NullMarked;
