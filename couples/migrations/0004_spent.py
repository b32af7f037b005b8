"""What opened something once and opens nothing any more is remembered, so that whoever has it is told why."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("couples", "0003_trials")]

    operations = [
        migrations.CreateModel(
            "Spent",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("lookup", models.BinaryField(max_length=32, unique=True)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("used", "Used"),
                            ("renewed", "Renewed"),
                            ("expired", "Expired"),
                            ("replaced", "Replaced"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "couple",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spent",
                        to="couples.couple",
                    ),
                ),
            ],
        ),
    ]
