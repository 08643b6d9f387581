// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of the class run inside an Apache Karaf of its own, as it is unpacked: nothing of
 * Postern is installed, but a local Maven repository has it. Methods take no parameters.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledForJreRange(
        max = JRE.JAVA_23,
        disabledReason = "Karaf 4.4 needs Subject.getSubject, which throws from Java 24 on.")
@ExtendWith(InKarafExtension.class)
public @interface InKaraf {}
